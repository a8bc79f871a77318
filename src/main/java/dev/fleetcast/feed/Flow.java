package dev.fleetcast.feed;

import dev.fleetcast.sse.Outlet;
import dev.fleetcast.threading.EventLoopConfined;
import io.netty.buffer.ByteBuf;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** Writes what a source has to one connection, whenever the connection accepts more data. */
@EventLoopConfined
public final class Flow {

    /** The approximate number of bytes per write. */
    private static final int PIECE = 32 * 1024;

    private final Outlet outlet;
    private final Executor loop;
    private final FeedRhythm rhythm;
    private final FeedAccount account;
    private final byte[] keepAlive;
    private final AtomicBoolean woken = new AtomicBoolean();
    private Source source;
    private boolean awaitingDrain;
    private volatile boolean closed;

    /** What a flow sends. Called on its event loop only. */
    public interface Source {

        /** Reads on if nothing is at hand; returns whether there is something to write. */
        boolean hasMore();

        /** The approximate size of the next events that fit into {@code room}, or of the first if none fits. */
        int bytes(int room);

        /** Writes the next events that fit into {@code room}, at least one. */
        void write(ByteBuf piece, int room);

        /** Drops what was read and cannot be written now; it is read again. */
        void forget();

        /** Called after each turn with the number of bytes that the kernel has not accepted yet. */
        default void written(int waiting) {}

        /** Called after a write that the kernel has not accepted at once; returns what to run when it has. */
        default Runnable leaving() {
            return () -> {};
        }
    }

    /** Why a flow should end. */
    public enum End {
        /** It has reached its maximum lifetime. */
        OVER,
        /** Its client reads too slowly. */
        SLOW,
        /** The memory budget has had no room for its next events for too long. */
        CROWDED
    }

    /**
     * @param loop the event loop
     * @param account reserves the memory of this flow
     * @param keepAlive what clients ignore, sent after a time of silence
     */
    public Flow(Outlet outlet, Executor loop, FeedRhythm rhythm, FeedAccount account, byte[] keepAlive) {
        this.outlet = outlet;
        this.loop = loop;
        this.rhythm = rhythm;
        this.account = account;
        this.keepAlive = keepAlive.clone();
    }

    /** Starts sending. */
    public void begin(Source events) {
        source = events;
        turn();
    }

    /** True once {@link #begin} was called. */
    public boolean hasBegun() {
        return source != null;
    }

    /** True once it has ended; any thread. */
    public boolean isClosed() {
        return closed;
    }

    /** Checks for new events; any thread. */
    public void wake() {
        if (woken.compareAndSet(false, true)) {
            loop.execute(this::turn);
        }
    }

    /** Writes as much as the connection accepts. */
    public void turn() {
        woken.set(false);
        account.waits(outlet.waiting());
        boolean written = true;
        while (written && source != null && !closed && !outlet.isFull() && source.hasMore()) {
            written = writePiece();
        }
        rhythm.roomIsShort(!written);
        if (source != null) {
            source.written(outlet.waiting());
            // Kept pages would cost as much per slow client as the window costs for all.
            source.forget();
        }
        if (!closed && outlet.isFull() && !awaitingDrain) {
            awaitingDrain = true;
            outlet.onDrain(() -> loop.execute(this::drained));
        }
    }

    /** Sends what is due, and a keep-alive; called about once a second. Returns why the flow should end now, if so. */
    public Optional<End> tick() {
        if (closed) {
            return Optional.empty();
        }
        if (rhythm.isOver()) {
            return Optional.of(End.OVER);
        }
        turn();
        if (outlet.isFull()) {
            return rhythm.isStalled() ? Optional.of(End.SLOW) : Optional.empty();
        }
        if (rhythm.isCrowdedOut()) {
            return Optional.of(End.CROWDED);
        }
        if (rhythm.isLifeDue()) {
            outlet.showLife();
            write(keepAlive);
            rhythm.lifeShown();
        } else if (rhythm.isQuiet()) {
            write(keepAlive);
        }
        return Optional.empty();
    }

    /** Ends the response after these last bytes, which may be none. */
    public void close(byte[] goodbye) {
        if (!closed) {
            closed = true;
            if (goodbye.length > 0) {
                outlet.write(goodbye);
            }
            outlet.end();
        }
    }

    /** Marks the flow as closed and releases its memory; called after the connection has closed. */
    public void gone() {
        closed = true;
        account.close();
    }

    private void drained() {
        awaitingDrain = false;
        rhythm.taken();
        turn();
    }

    /** Writes the next piece; returns false if the budget of all flows is exhausted. */
    private boolean writePiece() {
        int room = PIECE;
        int waiting = outlet.waiting();
        int bytes = source.bytes(room);
        if (!account.mayWait(waiting + (long) bytes)) {
            room = FeedAccount.FREE;
            bytes = source.bytes(room);
            if (!account.mayWait(waiting + (long) bytes)) {
                account.waits(waiting);
                return false;
            }
        }
        ByteBuf piece = outlet.buffer(bytes);
        source.write(piece, room);
        outlet.write(piece);
        account.waits(outlet.waiting());
        if (outlet.waiting() > 0) {
            outlet.onTaken(source.leaving());
        }
        rhythm.written();
        return true;
    }

    private void write(byte[] event) {
        outlet.write(event);
        rhythm.written();
    }
}
