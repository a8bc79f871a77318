package dev.fleetcast.channel.feed;

import dev.fleetcast.channel.log.ChannelConfig;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The keep-alive times of feeds, for clients and for the HTTP server. */
@Singleton
class KeepAlive {

    private static final Duration LONGEST_LIFE = Duration.ofSeconds(20);

    private final Duration time;
    private final Duration life;

    KeepAlive(
            ChannelConfig config,
            KeepAliveConfig older,
            @ConfigProperty(name = "quarkus.http.idle-timeout") Duration idleTimeout) {
        this.time = older.inMs().isPresent() ? Duration.ofMillis(older.inMs().getAsLong()) : config.keepAlive();
        this.life = lifeBelow(idleTimeout);
    }

    /** The idle time after which the client gets a comment. */
    Duration time() {
        return time;
    }

    /** The interval of activity that keeps the server from closing the connection as idle. */
    Duration life() {
        return life;
    }

    /** Half the idle timeout; a zero timeout means "none". */
    static Duration lifeBelow(Duration idleTimeout) {
        Duration half = idleTimeout.dividedBy(2);
        return half.isZero() || half.compareTo(LONGEST_LIFE) > 0 ? LONGEST_LIFE : half;
    }
}
