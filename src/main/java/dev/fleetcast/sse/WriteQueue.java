package dev.fleetcast.sse;

import dev.fleetcast.threading.EventLoopConfined;
import io.netty.channel.Channel;
import io.netty.channel.WriteBufferWaterMark;

/** What waits in a connection's buffer for the kernel, asked without the lock that Vert.x would take. */
@EventLoopConfined
public final class WriteQueue {

    private final Channel channel;

    public WriteQueue(Channel channel) {
        this.channel = channel;
    }

    /** Whether the buffer is full. */
    public boolean isFull() {
        return !channel.isWritable();
    }

    /** The bytes in the buffer. */
    public int waiting() {
        WriteBufferWaterMark marks = channel.config().getWriteBufferWaterMark();
        // Netty counts the bytes until the mark is crossed: one more than until it is reached.
        long waiting = channel.isWritable()
                ? marks.high() + 1 - channel.bytesBeforeUnwritable()
                : marks.low() - 1 + channel.bytesBeforeWritable();
        return (int) Math.min(Integer.MAX_VALUE, waiting);
    }
}
