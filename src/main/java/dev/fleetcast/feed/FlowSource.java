package dev.fleetcast.feed;

import io.netty.buffer.ByteBuf;

/** What a {@link Flow} sends. Called on the flow's event loop only. */
public interface FlowSource {

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
