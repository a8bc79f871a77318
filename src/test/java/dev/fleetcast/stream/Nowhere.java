package dev.fleetcast.stream;

import dev.fleetcast.sse.Outlet;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;

/** Accepts everything, and releases the buffers as a socket does. */
final class Nowhere implements Outlet {

    @Override
    public ByteBuf buffer(int expectedBytes) {
        return PooledByteBufAllocator.DEFAULT.directBuffer(expectedBytes);
    }

    @Override
    public void write(ByteBuf events) {
        events.release();
    }

    @Override
    public void showLife() {}

    @Override
    public boolean isFull() {
        return false;
    }

    @Override
    public int waiting() {
        return 0;
    }

    @Override
    public void onDrain(Runnable drained) {}

    @Override
    public void onClose(Runnable closed) {}

    @Override
    public void end() {}
}
