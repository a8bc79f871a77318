package dev.fleetcast.channel;

import dev.fleetcast.sse.Outlet;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
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
    private final Extras extras = new Extras();
    private final Deque<ChannelEvent> next = new ArrayDeque<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile long from;
    private volatile long joined;
    private volatile long last;
    private volatile String lastEventId;
    /** What {@link #last} becomes when {@link #next} has been written. */
    private long lastOfNext;

    private boolean placed;
    private boolean asking;
    private boolean awaitingDrain;
    private volatile boolean closed;

    /**
     * @param since when it began, in milliseconds of the epoch
     * @param loop the event loop
     */
    Feed(
            String id,
            FeedRequest request,
            long since,
            Outlet outlet,
            Executor loop,
            FeedSource source,
            FeedRhythm rhythm) {
        this.id = id;
        this.request = request;
        this.since = since;
        this.outlet = outlet;
        this.loop = loop;
        this.source = source;
        this.rhythm = rhythm;
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
        return last;
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
        last = place.from();
        lastOfNext = place.from();
        next.addAll(place.first());
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
            if (event.position() <= last) {
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
            close(Duration.ofSeconds(1));
            return;
        }
        if (outlet.isFull()) {
            if (rhythm.isStalled()) {
                source.metrics().slow();
                close(Duration.ofSeconds(1));
            }
            return;
        }
        turn();
        if (rhythm.isLifeDue()) {
            outlet.showLife();
            write(FeedText.KEEP_ALIVE);
            rhythm.lifeShown();
        } else if (rhythm.isQuiet()) {
            write(FeedText.KEEP_ALIVE);
        }
    }

    /** As {@link #close}; any thread. */
    void end(Duration retryAfter) {
        loop.execute(() -> close(retryAfter));
    }

    /** Looks after what depends on the time, see {@link #tick}; any thread. */
    void tickSoon() {
        loop.execute(this::tick);
    }

    /** Ends it, and tells the client when to come back. */
    void close(Duration retryAfter) {
        if (!closed) {
            closed = true;
            outlet.write(FeedText.goodbye(retryAfter));
            outlet.end();
        }
    }

    /** The connection is over. */
    void gone() {
        closed = true;
    }

    private void turn() {
        woken.set(false);
        while (placed && !closed && !outlet.isFull() && hasMore()) {
            writePiece();
        }
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

    /** Whether there is something to write; if not, it has been asked for where that takes time. */
    private boolean hasMore() {
        if (next.isEmpty()) {
            last = Math.max(last, lastOfNext);
        }
        if (next.isEmpty() && !asking && last + 1 < source.end()) {
            source.recent(request.channels(), last).ifPresentOrElse(this::take, this::askArchive);
        }
        return !next.isEmpty() || !extras.isEmpty();
    }

    private void take(LogPage page) {
        next.addAll(page.events());
        lastOfNext = page.end() - 1;
        if (next.isEmpty()) {
            last = Math.max(last, lastOfNext);
        }
    }

    private void askArchive() {
        asking = true;
        source.archived(
                request.channels(),
                last,
                page -> loop.execute(() -> {
                    asking = false;
                    take(page);
                    turn();
                }),
                () -> closed);
    }

    private void writePiece() {
        ByteBuf piece = outlet.buffer(next.size() == 1 ? next.peek().size() : PIECE);
        if (!extras.isEmpty()) {
            writeExtras(piece);
        }
        int events = 0;
        while (!next.isEmpty() && piece.readableBytes() < PIECE) {
            ChannelEvent event = next.remove();
            String eventId = ids.of(event);
            event.write(piece, eventId);
            lastEventId = eventId;
            last = Math.max(last, event.position());
            events++;
        }
        source.metrics().delivered(events);
        outlet.write(piece);
        rhythm.written();
    }

    private void writeExtras(ByteBuf piece) {
        String repeated = lastEventId;
        while (!extras.isEmpty() && piece.readableBytes() < PIECE) {
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
