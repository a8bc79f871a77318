package dev.fleetcast.sse;

import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How often a connection {@link Outlet#showLife shows life}, so that the HTTP server does not close it as idle: twice
 * within its idle timeout, and at least every 20 seconds.
 */
@Singleton
public class LifeInterval {

    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Duration time;

    /** @param idleTimeout zero if the server closes no connection as idle */
    LifeInterval(@ConfigProperty(name = "quarkus.http.idle-timeout") Duration idleTimeout) {
        Duration half = idleTimeout.dividedBy(2);
        this.time = half.isZero() || half.compareTo(LONGEST) > 0 ? LONGEST : half;
    }

    /** The interval. */
    public Duration time() {
        return time;
    }
}
