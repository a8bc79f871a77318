package dev.fleetcast.stream;

/** The connection below a stream; called on the stream's event loop only. */
interface Outlet {

    /** Writes complete SSE events in one go. */
    void write(byte[] events);

    /** Whether the connection has as much waiting as it should; {@code onDrain} says when that has changed. */
    boolean isFull();

    /** Sets what to do when a full connection can take more. */
    void onDrain(Runnable drained);

    /** Ends the response after what was written, and the connection with it if the peer does not take it soon. */
    void end();
}
