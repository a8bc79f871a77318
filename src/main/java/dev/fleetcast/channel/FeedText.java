package dev.fleetcast.channel;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** What a feed says beside its events. */
final class FeedText {

    /** A comment: clients pass over it. */
    static final String KEEP_ALIVE = ":\n\n";

    /** The beginning of a feed, so that its headers go out; a delay of one to five seconds keeps reconnects apart. */
    static byte[] beginning() {
        return bytes(": feed\nretry: " + ThreadLocalRandom.current().nextLong(1_000, 5_001) + "\n\n");
    }

    private FeedText() {}

    /** The end of a feed, and how long its client should wait at least; up to twice that, to keep reconnects apart. */
    static byte[] goodbye(Duration retryAfter) {
        long millis = retryAfter.toMillis();
        return bytes(": bye\nretry: " + (millis + ThreadLocalRandom.current().nextLong(millis + 1)) + "\n\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
