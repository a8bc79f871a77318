package dev.fleetcast.channel.feed;

import dev.fleetcast.channel.feed.FeedPlaces.FeedPlace;
import dev.fleetcast.channel.log.ChannelEvent;
import dev.fleetcast.channel.log.EventText;
import dev.fleetcast.sse.Outlet;
import dev.fleetcast.threading.EventLoopConfined;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** One client that follows channels: a position in the log, advanced whenever the connection accepts more data. */
@EventLoopConfined
public final class Feed {

    /** The approximate number of bytes per write. */
    private static final int PIECE = 32 * 1024;

    private final String id;
    private final FeedRequest request;
    private final long since;
    private final Outlet outlet;
    private final Executor loop;
    private final FeedSource source;
    private final FeedRhythm rhythm;
    private final FeedIds ids;
    private final FeedAccount account;
    private final FeedText text;
    private final Extras extras;
    private final Upcoming upcoming;
    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile long from;
    private volatile long joined;
    private volatile String lastEventId;

    private boolean placed;
    private boolean awaitingDrain;
    private volatile boolean closed;

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
        this.outlet = outlet;
        this.loop = loop;
        this.source = source;
        this.rhythm = rhythm;
        this.account = account;
        this.text = text;
        this.extras = new Extras(account);
        this.upcoming = new Upcoming(request.channels(), source, loop, this::turn, () -> closed);
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
        return placed;
    }

    /** True once the feed has ended; any thread. */
    boolean isClosed() {
        return closed;
    }

    /** Starts sending from its position in the log. */
    void begin(FeedPlace place) {
        from = place.from();
        joined = place.joined();
        upcoming.begin(place);
        placed = true;
        turn();
    }

    /** Checks for new events; any thread. */
    void wake() {
        if (woken.compareAndSet(false, true)) {
            loop.execute(this::turn);
        }
    }

    /** Redelivers an event, if it was delivered before; any thread. */
    public void again(ChannelEvent event) {
        loop.execute(() -> {
            if (event.position() <= upcoming.last()) {
                extras.again(event);
                turn();
            }
        });
    }

    /** Sends a complete SSE event that is not in the log and has no id; dropped if too many are queued; any thread. */
    public void send(byte[] event) {
        loop.execute(() -> {
            extras.add(event);
            turn();
        });
    }

    /** Checks timeouts and keep-alives; called about once a second. */
    void tick() {
        if (closed) {
            return;
        }
        if (rhythm.isOver()) {
            close(FeedEnd.LOGOUT);
            return;
        }
        turn();
        if (outlet.isFull()) {
            if (rhythm.isStalled()) {
                source.metrics().slow();
                close(FeedEnd.SLOW);
            }
            return;
        }
        if (rhythm.isCrowdedOut()) {
            close(FeedEnd.LIMIT);
            return;
        }
        if (rhythm.isLifeDue()) {
            outlet.showLife();
            write(FeedText.KEEP_ALIVE);
            rhythm.lifeShown();
        } else if (rhythm.isQuiet()) {
            write(FeedText.KEEP_ALIVE);
        }
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
        if (!closed) {
            closed = true;
            outlet.write(text.goodbye(reason));
            outlet.end();
        }
    }

    /** Marks the feed as closed and releases its memory; called after the connection has closed. */
    void gone() {
        closed = true;
        account.close();
    }

    private void turn() {
        woken.set(false);
        account.waits(outlet.waiting());
        boolean written = true;
        while (written && placed && !closed && !outlet.isFull() && hasMore()) {
            written = writePiece();
        }
        rhythm.roomIsShort(!written);
        // Kept pages would cost as much per slow client as the window costs for all.
        upcoming.forget();
        if (!closed && outlet.isFull() && !awaitingDrain) {
            awaitingDrain = true;
            outlet.onDrain(() -> loop.execute(this::drained));
        }
    }

    private void drained() {
        awaitingDrain = false;
        rhythm.taken();
        turn();
    }

    private boolean hasMore() {
        return !extras.isEmpty() | upcoming.read();
    }

    /** Writes the next piece; returns false if the budget of all feeds is exhausted. */
    private boolean writePiece() {
        int room = PIECE;
        int waiting = outlet.waiting();
        int bytes = extras.bytes(room) + upcoming.bytes(room);
        if (!account.mayWait(waiting + (long) bytes)) {
            room = FeedAccount.FREE;
            bytes = extras.bytes(room) + upcoming.bytes(room);
            if (!account.mayWait(waiting + (long) bytes)) {
                account.waits(waiting);
                return false;
            }
        }
        ByteBuf piece = outlet.buffer(bytes);
        writeExtras(piece, room);
        writeEvents(piece, room);
        outlet.write(piece);
        account.waits(outlet.waiting());
        rhythm.written();
        return true;
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

    private void write(String text) {
        outlet.write(text.getBytes(StandardCharsets.UTF_8));
        rhythm.written();
    }
}
