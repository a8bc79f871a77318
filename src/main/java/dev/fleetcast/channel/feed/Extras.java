package dev.fleetcast.channel.feed;

import dev.fleetcast.channel.log.ChannelEvent;
import dev.fleetcast.feed.FeedAccount;
import dev.fleetcast.threading.EventLoopConfined;
import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Events of a feed outside the order of the log: redelivered events, and presence changes. */
@EventLoopConfined
final class Extras {

    /** The maximum number of queued presence changes; a client that lags further should query the presence instead. */
    private static final int MAX_EVENTS = 1_000;

    /** Keyed by position, so that a queued event is not redelivered twice. Bounded by the limit of open receipts. */
    private final Map<Long, ChannelEvent> again = new LinkedHashMap<>();

    private final Deque<byte[]> events = new ArrayDeque<>();

    private final FeedAccount account;

    Extras(FeedAccount account) {
        this.account = account;
    }

    boolean isEmpty() {
        return again.isEmpty() && events.isEmpty();
    }

    /**
     * Queues a redelivery; dropped if there is no memory: the receipt stays open, and the event may be sent again
     * later.
     */
    void again(ChannelEvent event) {
        if (!again.containsKey(event.position()) && account.hold(event.weight())) {
            again.put(event.position(), event);
        }
    }

    /** Queues an SSE event; dropped if there is no memory. */
    void add(byte[] event) {
        if (events.size() < MAX_EVENTS && account.hold(event.length)) {
            events.add(event);
        }
    }

    /** Returns the approximate size of the queued events that fit into {@code room}, or of the first if none fits. */
    int bytes(int room) {
        int bytes = 0;
        for (byte[] event : events) {
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

    /** Writes the next queued event; returns its id, or null if it has none. */
    String writeNext(ByteBuf piece, FeedIds ids) {
        if (!events.isEmpty()) {
            byte[] event = events.remove();
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
