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

    private final FeedAccount account;

    Extras(FeedAccount account) {
        this.account = account;
    }

    boolean isEmpty() {
        return again.isEmpty() && told.isEmpty();
    }

    /** Left out where there is no room for it: its device is not confirmed, and may be sent it another time. */
    void again(ChannelEvent event) {
        if (!again.containsKey(event.position()) && account.hold(event.weight())) {
            again.put(event.position(), event);
        }
    }

    /** Left out where there is no room for it. */
    void tell(byte[] event) {
        if (told.size() < MAX_TOLD && account.hold(event.length)) {
            told.add(event);
        }
    }

    /** How many bytes they take, roughly: of as many as fit into {@code room}, or of the first if none does. */
    int bytes(int room) {
        int bytes = 0;
        for (byte[] event : told) {
            if (bytes > 0 && bytes + event.length > room) {
                return bytes;
            }
            bytes += event.length;
        }
        for (ChannelEvent event : again.values()) {
            if (bytes > 0 && bytes + event.size() > room) {
                return bytes;
            }
            bytes += event.size();
        }
        return bytes;
    }

    /** Takes one of them and writes it; returns its id, or null if it has none. */
    String writeNext(ByteBuf piece, FeedIds ids) {
        if (!told.isEmpty()) {
            byte[] event = told.remove();
            account.letGo(event.length);
            piece.writeBytes(event);
            return null;
        }
        Iterator<ChannelEvent> oldest = again.values().iterator();
        ChannelEvent event = oldest.next();
        oldest.remove();
        account.letGo(event.weight());
        String id = ids.of(event);
        event.write(piece, id);
        return id;
    }
}
