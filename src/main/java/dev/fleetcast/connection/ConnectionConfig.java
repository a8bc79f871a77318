package dev.fleetcast.connection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/**
 * Limits on TCP connections, counted when they are accepted; {@code quarkus.http.limits.max-connections} limits the
 * total.
 */
@ConfigMapping(prefix = "fleetcast.connection")
public interface ConnectionConfig {

    /**
     * Maximum number of connections per network address. Ignored when
     * {@code quarkus.http.proxy.proxy-address-forwarding} is on, because connections then come from proxies. Raise it
     * if many users share a proxy without that setting.
     */
    @WithDefault("5000")
    @Min(1)
    int maxPerAddress();

    /**
     * Maximum number of connections without a request. Beyond it, the oldest of them are closed, once they have been
     * silent for {@link #silentPatience}.
     */
    @WithDefault("1000")
    @Min(1)
    int maxSilent();

    /** Maximum number of connections without a request per network address; see {@link #maxSilent}. */
    @WithDefault("200")
    @Min(1)
    int maxSilentPerAddress();

    /**
     * How long a new connection may take to send a request before the limits of silent connections concern it. Clients
     * that come at once, as after the restart of a replica, need some time for TLS.
     */
    @WithDefault("PT3S")
    Duration silentPatience();

    /** Maximum time for the head of a connection's first request to arrive completely. */
    @WithDefault("PT10S")
    Duration headTimeout();

    /** Maximum time for the body of a request to arrive completely. */
    @WithDefault("PT30S")
    Duration bodyTimeout();
}
