package dev.fleetcast.stream;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** Why the server ends a stream, told in its last event. */
enum Bye {
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

    Bye(boolean reconnect, int soonestSeconds, int latestSeconds) {
        this.reconnect = reconnect;
        this.soonest = Duration.ofSeconds(soonestSeconds);
        this.latest = Duration.ofSeconds(latestSeconds);
    }

    /** Whether the client should come back. */
    boolean reconnect() {
        return reconnect;
    }

    /** A delay before the client comes back, spread so that many do not come at once. */
    long retryMillis() {
        return ThreadLocalRandom.current().nextLong(soonest.toMillis(), latest.toMillis() + 1);
    }

    /** Whether what already waits is worth writing before the stream ends. */
    boolean keepsPending() {
        return this == DRAIN || this == MAX_AGE;
    }

    String reason() {
        return name().toLowerCase(Locale.ROOT);
    }
}
