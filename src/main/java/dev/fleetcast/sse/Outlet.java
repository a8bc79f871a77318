package dev.fleetcast.sse;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;

/** The connection of an event stream. Called only on the connection's event loop. */
public interface Outlet {

    /** A buffer for events; owned by the caller until passed to {@link #write} or released. */
    ByteBuf buffer(int expectedBytes);

    /** Writes complete SSE events at once, and takes ownership of the buffer, which must come from {@link #buffer}. */
    void write(ByteBuf events);

    /** Makes the next write visible to everything between here and the client, including idle timeouts. */
    void showLife();

    /** Whether the connection's buffer is full; {@code onDrain} reports when that changes. */
    boolean isFull();

    /** The approximate number of bytes accepted by the connection but not yet by the kernel. */
    int waiting();

    /**
     * Runs the action once the kernel has accepted everything written so far; never if the connection closes before.
     * Connections that cannot tell never run it.
     */
    default void onTaken(Runnable taken) {}

    /** Sets the action to run when a full connection has room again. */
    void onDrain(Runnable drained);

    /** Sets the action to run once when either side has closed the connection. */
    void onClose(Runnable closed);

    /**
     * Ends the response after pending writes, and closes the connection if the peer does not accept the end in time.
     */
    void end();

    /** Writes one complete SSE event. */
    default void write(byte[] event) {
        write(buffer(event.length).writeBytes(event));
    }

    /** The bytes that wait in a channel for the kernel, asked without the lock that Vert.x would take. */
    static int waiting(Channel channel) {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : (int) Math.min(Integer.MAX_VALUE, buffer.totalPendingWriteBytes());
    }
}
