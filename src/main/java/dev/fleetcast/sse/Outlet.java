package dev.fleetcast.sse;

import io.netty.buffer.ByteBuf;

/** The connection below a stream of events; called on the connection's event loop only. */
public interface Outlet {

    /** A buffer for events to be written; it belongs to the caller until it is given to {@link #write} or released. */
    ByteBuf buffer(int expectedBytes);

    /** Writes complete SSE events in one go, and takes the buffer over, which came from {@link #buffer}. */
    void write(ByteBuf events);

    /** The next write is one that everybody on the way to the client takes note of. */
    void showLife();

    /** Whether the connection has as much waiting as it should; {@code onDrain} says when that has changed. */
    boolean isFull();

    /** How many bytes the connection has taken over and not given to the kernel yet, roughly. */
    int waiting();

    /** Sets what to do when a full connection can take more. */
    void onDrain(Runnable drained);

    /** Ends the response after what was written, and the connection with it if the peer does not take it soon. */
    void end();

    /** Writes a complete SSE event. */
    default void write(byte[] event) {
        write(buffer(event.length).writeBytes(event));
    }
}
