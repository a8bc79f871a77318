package dev.fleetcast.stream.event;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** The reason the server ends a stream, sent in its last event. */
public enum ByeReason {
    PONG_TIMEOUT(true, 1, 5),
    IDLE(true, 1, 5),
    DRAIN(true, 1, 10),
    LOGOUT(false, 60, 120),
    SLOW(true, 1, 5),
    LIMIT(true, 60, 120),
    REPLACED(false, 60, 120),
    MAX_AGE(true, 1, 5);

    private final boolean reconnect;
    private final Duration soonest;
    private final Duration latest;

    ByeReason(boolean reconnect, int soonestSeconds, int latestSeconds) {
        this.reconnect = reconnect;
        this.soonest = Duration.ofSeconds(soonestSeconds);
        this.latest = Duration.ofSeconds(latestSeconds);
    }

    /** Whether the client should reconnect. */
    boolean reconnect() {
        return reconnect;
    }

    /** A random delay before the client reconnects, so that reconnects are spread out. */
    long retryMillis() {
        return ThreadLocalRandom.current().nextLong(soonest.toMillis(), latest.toMillis() + 1);
    }

    /** Whether to write pending events before the stream ends. */
    public boolean keepsPending() {
        return this == DRAIN || this == MAX_AGE;
    }

    String reason() {
        return name().toLowerCase(Locale.ROOT);
    }
}
