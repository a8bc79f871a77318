package dev.fleetcast.channel;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** Why the server ends a feed, and how long its client should wait at least before it comes back. */
enum FeedEnd {
    DRAIN(Duration.ofSeconds(1)),
    LIMIT(Duration.ofMinutes(1)),
    LOGOUT(Duration.ofSeconds(1)),
    SLOW(Duration.ofSeconds(1));

    private final Duration soonest;

    FeedEnd(Duration soonest) {
        this.soonest = soonest;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the client should come back. */
    boolean reconnect() {
        return this != LOGOUT;
    }

    /** Up to twice the time, to keep reconnects apart. */
    long retryMillis() {
        long millis = soonest.toMillis();
        return millis + ThreadLocalRandom.current().nextLong(millis + 1);
    }
}
