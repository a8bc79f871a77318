package dev.fleetcast.channel;

import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long a feed may be silent, for its client and for the server beneath it. */
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

    /** After so long a silence the client is sent a comment. */
    Duration time() {
        return time;
    }

    /** The server has to see something of the connection more often than this, or it takes it for idle. */
    Duration life() {
        return life;
    }

    /** Twice within the time-out, of which zero is none. */
    static Duration lifeBelow(Duration idleTimeout) {
        Duration half = idleTimeout.dividedBy(2);
        return half.isZero() || half.compareTo(LONGEST_LIFE) > 0 ? LONGEST_LIFE : half;
    }
}
