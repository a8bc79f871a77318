package dev.fleetcast.channel.feed;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/** The text of a feed other than its events. */
final class FeedText {

    /** A comment, which clients ignore. */
    static final byte[] KEEP_ALIVE = bytes(":\n\n");

    /** The start of a feed, which flushes the headers; a random delay of one to five seconds spreads reconnects. */
    static byte[] beginning() {
        return bytes(": feed\nretry: " + ThreadLocalRandom.current().nextLong(1_000, 5_001) + "\n\n");
    }

    private final boolean byeEvents;

    /** @param byeEvents whether the feed ends with an event, visible to every client, rather than a comment only */
    FeedText(boolean byeEvents) {
        this.byeEvents = byeEvents;
    }

    /** The end of a feed, with the reconnection time for its client. */
    byte[] goodbye(FeedEnd reason) {
        long retry = reason.retryMillis();
        String event = byeEvents
                ? "event: bye\ndata: {\"type\":\"bye\",\"reason\":\"" + reason.word() + "\",\"reconnect\":"
                        + reason.reconnect() + ",\"retry_ms\":" + retry + "}\n"
                : "";
        return bytes(": bye\nretry: " + retry + "\n" + event + "\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
