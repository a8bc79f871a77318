package dev.fleetcast.channel.feed;

import dev.fleetcast.channel.feed.FeedPlaces.FeedPlace;
import dev.fleetcast.channel.log.ChannelEvent;
import dev.fleetcast.channel.log.EventText;
import dev.fleetcast.feed.FeedAccount;
import dev.fleetcast.feed.FeedRhythm;
import dev.fleetcast.feed.Flow;
import dev.fleetcast.sse.Outlet;
import dev.fleetcast.threading.EventLoopConfined;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.Executor;

/** One client that follows channels: a position in the log, advanced whenever the connection accepts more data. */
@EventLoopConfined
public final class Feed {

    private final String id;
    private final FeedRequest request;
    private final long since;
    private final Executor loop;
    private final FeedSource source;
    private final Flow flow;
    private final FeedIds ids;
    private final FeedText text;
    private final Extras extras;
    private final Upcoming upcoming;
    private volatile long from;
    private volatile long joined;
    private volatile String lastEventId;

    /**
     * @param since when it began, in milliseconds since the epoch
     * @param loop the event loop
     * @param account reserves the memory of this feed
     */
    Feed(
            String id,
            FeedRequest request,
            long since,
            Outlet outlet,
            Executor loop,
            FeedSource source,
            FeedRhythm rhythm,
            FeedAccount account,
            FeedText text) {
        this.id = id;
        this.request = request;
        this.since = since;
        this.loop = loop;
        this.source = source;
        this.flow = new Flow(outlet, loop, rhythm, account, FeedText.KEEP_ALIVE);
        this.text = text;
        this.extras = new Extras(account);
        this.upcoming = new Upcoming(request.channels(), source, loop, flow::turn, flow::isClosed);
        this.ids = new FeedIds(request.channels(), source);
        this.lastEventId = request.lastEventId().orElse(null);
    }

    /** Identifies the connection across all replicas; any thread. */
    public String id() {
        return id;
    }

    /** The client's request; any thread. */
    public FeedRequest request() {
        return request;
    }

    /** When it began, in milliseconds since the epoch; any thread. */
    public long since() {
        return since;
    }

    /** The position after which events were delivered; any thread. */
    public long from() {
        return from;
    }

    /** The position from which the client was connected when events were published; any thread. */
    public long joined() {
        return joined;
    }

    /** The position up to which everything was delivered, inclusive; any thread. */
    public long last() {
        return upcoming.last();
    }

    /** The id of the last event delivered, or the one the client sent, or null; any thread. */
    public String lastEventId() {
        return lastEventId;
    }

    /** True once its position in the log is known. */
    boolean isPlaced() {
        return flow.hasBegun();
    }

    /** True once the feed has ended; any thread. */
    boolean isClosed() {
        return flow.isClosed();
    }

    /** Starts sending from its position in the log. */
    void begin(FeedPlace place) {
        from = place.from();
        joined = place.joined();
        upcoming.begin(place);
        flow.begin(new Events());
    }

    /** Checks for new events; any thread. */
    void wake() {
        flow.wake();
    }

    /** Redelivers an event, if it was delivered before; any thread. */
    public void again(ChannelEvent event) {
        loop.execute(() -> {
            if (event.position() <= upcoming.last()) {
                extras.again(event);
                flow.turn();
            }
        });
    }

    /** Sends a complete SSE event that is not in the log and has no id; dropped if too many are queued; any thread. */
    public void send(byte[] event) {
        loop.execute(() -> {
            extras.add(event);
            flow.turn();
        });
    }

    /** Checks timeouts and keep-alives; called about once a second. */
    void tick() {
        flow.tick().ifPresent(end -> {
            switch (end) {
                case OVER -> close(FeedEnd.LOGOUT);
                case CROWDED -> close(FeedEnd.LIMIT);
                case SLOW -> {
                    source.metrics().slow();
                    close(FeedEnd.SLOW);
                }
            }
        });
    }

    /** Like {@link #close}; any thread. */
    void end(FeedEnd reason) {
        loop.execute(() -> close(reason));
    }

    /** Schedules a {@link #tick}; any thread. */
    void tickSoon() {
        loop.execute(this::tick);
    }

    /** Ends the feed with a reconnection time for the client. */
    void close(FeedEnd reason) {
        flow.close(text.goodbye(reason));
    }

    /** Marks the feed as closed and releases its memory; called after the connection has closed. */
    void gone() {
        flow.gone();
    }

    /** Events outside the order of the log come first. */
    private final class Events implements Flow.Source {

        @Override
        public boolean hasMore() {
            return !extras.isEmpty() | upcoming.read();
        }

        @Override
        public int bytes(int room) {
            return extras.bytes(room) + upcoming.bytes(room);
        }

        @Override
        public void write(ByteBuf piece, int room) {
            writeExtras(piece, room);
            writeEvents(piece, room);
        }

        @Override
        public void forget() {
            upcoming.forget();
        }
    }

    private void writeEvents(ByteBuf piece, int room) {
        int events = 0;
        for (ChannelEvent event = upcoming.peek(); event != null; event = upcoming.peek()) {
            if (piece.isReadable() && piece.readableBytes() + event.size() > room) {
                break;
            }
            String eventId = ids.of(event);
            event.write(piece, eventId);
            lastEventId = eventId;
            upcoming.take();
            events++;
        }
        source.metrics().delivered(events);
    }

    private void writeExtras(ByteBuf piece, int room) {
        String repeated = lastEventId;
        while (!extras.isEmpty() && (!piece.isReadable() || piece.readableBytes() + extras.bytes(1) <= room)) {
            String id = extras.writeNext(piece, ids);
            repeated = id == null ? repeated : id;
        }
        if (lastEventId != null && !lastEventId.equals(repeated) && EventText.isOneLine(lastEventId)) {
            // An id without data: a client that reconnects must not receive again what followed the redelivered event.
            EventText.writeId(piece, lastEventId);
            piece.writeByte('\n');
        }
    }
}
