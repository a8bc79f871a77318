package dev.fleetcast.channel;

import dev.fleetcast.sse.Outlet;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One client following channels: a position in the log, moved on whenever the connection takes more. Confined to the event
 * loop of its connection, but for what says otherwise.
 */
final class Feed {

    /** So much is written at once. */
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
     * @param since when it began, in milliseconds of the epoch
     * @param loop the event loop
     * @param account where it reserves what it makes the process hold
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

    /** Names the connection among all replicas'; any thread. */
    String id() {
        return id;
    }

    /** What was asked for; any thread. */
    FeedRequest request() {
        return request;
    }

    /** When it began, in milliseconds of the epoch; any thread. */
    long since() {
        return since;
    }

    /** It was given what comes after this position; any thread. */
    long from() {
        return from;
    }

    /** It was there for events from this position on, rather than being given them later; any thread. */
    long joined() {
        return joined;
    }

    /** It has been given everything up to this position, itself included; any thread. */
    long last() {
        return upcoming.last();
    }

    /** The id of the last event of its channels it was given, or what it came with, or null; any thread. */
    String lastEventId() {
        return lastEventId;
    }

    /** Whether it has found its place in the log. */
    boolean isPlaced() {
        return placed;
    }

    /** Whether it is over; any thread. */
    boolean isClosed() {
        return closed;
    }

    /** It has found its place in the log; sending begins. */
    void begin(FeedPlace place) {
        from = place.from();
        joined = place.joined();
        upcoming.begin(place);
        placed = true;
        turn();
    }

    /** There may be something new; any thread. */
    void wake() {
        if (woken.compareAndSet(false, true)) {
            loop.execute(this::turn);
        }
    }

    /** Sends an event once more, if it has been sent; any thread. */
    void again(ChannelEvent event) {
        loop.execute(() -> {
            if (event.position() <= upcoming.last()) {
                extras.again(event);
                turn();
            }
        });
    }

    /** Sends a complete SSE event that is not of the log and has no id; left out when too many are waiting; any thread. */
    void tell(byte[] event) {
        loop.execute(() -> {
            extras.tell(event);
            turn();
        });
    }

    /** Looks after what depends on the time; about once a second. */
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

    /** As {@link #close}; any thread. */
    void end(FeedEnd reason) {
        loop.execute(() -> close(reason));
    }

    /** Looks after what depends on the time, see {@link #tick}; any thread. */
    void tickSoon() {
        loop.execute(this::tick);
    }

    /** Ends it, and tells the client when to come back. */
    void close(FeedEnd reason) {
        if (!closed) {
            closed = true;
            outlet.write(text.goodbye(reason));
            outlet.end();
        }
    }

    /** The connection is over. */
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
        // Kept, they would cost as much for each slow client as the window does for all.
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

    /** Writes what comes next; false when the budget of all feeds has no room for it. */
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
            // An id without data: who comes back must not be given all that followed the repeated event a second time.
            EventText.writeId(piece, lastEventId);
            piece.writeByte('\n');
        }
    }

    private void write(String text) {
        outlet.write(text.getBytes(StandardCharsets.UTF_8));
        rhythm.written();
    }
}
