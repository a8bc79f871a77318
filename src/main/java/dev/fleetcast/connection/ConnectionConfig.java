package dev.fleetcast.connection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** TCP connections, counted when they are accepted; how many there may be in all is {@code quarkus.http.limits.max-connections}. */
@ConfigMapping(prefix = "fleetcast.connection")
public interface ConnectionConfig {

    /**
     * Connections from one network address; does not count where {@code quarkus.http.proxy.proxy-address-forwarding} is on,
     * because there connections come from proxies. Raise it where many users share a proxy without that.
     */
    @WithDefault("5000")
    @Min(1)
    int maxPerAddress();

    /** Connections that have not asked for anything yet; one more ends the oldest of them. */
    @WithDefault("1000")
    @Min(1)
    int maxSilent();

    /** Connections from one network address that have not asked for anything yet; one more ends the oldest of them. */
    @WithDefault("200")
    @Min(1)
    int maxSilentPerAddress();

    /** How long a connection may take until the head of its first request is complete. */
    @WithDefault("PT10S")
    Duration headTimeout();

    /** How long the body of a request may take until it is complete. */
    @WithDefault("PT30S")
    Duration bodyTimeout();
}
