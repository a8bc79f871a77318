package dev.fleetcast.channel;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/** What a feed says beside its events. */
final class FeedText {

    /** A comment: clients pass over it. */
    static final String KEEP_ALIVE = ":\n\n";

    /** The beginning of a feed, so that its headers go out; a delay of one to five seconds keeps reconnects apart. */
    static byte[] beginning() {
        return bytes(": feed\nretry: " + ThreadLocalRandom.current().nextLong(1_000, 5_001) + "\n\n");
    }

    private final boolean byeEvents;

    /** @param byeEvents whether the end is an event, which every client can see, and not a comment only */
    FeedText(boolean byeEvents) {
        this.byeEvents = byeEvents;
    }

    /** The end of a feed, and when its client should come back. */
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
