package dev.fleetcast.channel.feed;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** Why the server ends a feed, and the minimum time before its client should reconnect. */
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

    /** Whether the client should reconnect. */
    boolean reconnect() {
        return this != LOGOUT;
    }

    /** Returns the reconnection time: randomized up to twice the minimum, to spread reconnects. */
    long retryMillis() {
        long millis = soonest.toMillis();
        return millis + ThreadLocalRandom.current().nextLong(millis + 1);
    }
}
