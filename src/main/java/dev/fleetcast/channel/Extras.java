package dev.fleetcast.channel;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a feed is sent beside what comes next in the log: events to be confirmed, once more, and who comes and goes. Confined
 * to the feed's event loop.
 */
final class Extras {

    /** Who comes and goes matters to those who keep up; the others are better served by asking. */
    private static final int MAX_TOLD = 1_000;

    /** By position: an event that has waited since the last time is not wanted twice. As many as may be unconfirmed at most. */
    private final Map<Long, ChannelEvent> again = new LinkedHashMap<>();

    private final Deque<byte[]> told = new ArrayDeque<>();

    boolean isEmpty() {
        return again.isEmpty() && told.isEmpty();
    }

    void again(ChannelEvent event) {
        again.putIfAbsent(event.position(), event);
    }

    void tell(byte[] event) {
        if (told.size() < MAX_TOLD) {
            told.add(event);
        }
    }

    /** Takes one of them and writes it; returns its id, or null if it has none. */
    String writeNext(ByteBuf piece, FeedIds ids) {
        if (!told.isEmpty()) {
            piece.writeBytes(told.remove());
            return null;
        }
        Iterator<ChannelEvent> oldest = again.values().iterator();
        ChannelEvent event = oldest.next();
        oldest.remove();
        String id = ids.of(event);
        event.write(piece, id);
        return id;
    }
}
