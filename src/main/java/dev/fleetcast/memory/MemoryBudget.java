package dev.fleetcast.memory;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * A number of bytes that holders reserve from before they make the process hold something, and give back afterwards. The
 * share of one holder runs out before the whole does. Safe for use by any thread; never blocks.
 */
public final class MemoryBudget {

    private final long limit;
    private final long limitPerHolder;
    private final AtomicLong used = new AtomicLong();
    private final ConcurrentMap<MemoryHolder, Long> holders = new ConcurrentHashMap<>();
    private final LongAdder refusedForHolder = new LongAdder();
    private final LongAdder refusedInAll = new LongAdder();

    /**
     * @param limit bytes that all may hold together
     * @param limitPerHolder bytes that one may hold
     */
    public MemoryBudget(long limit, long limitPerHolder) {
        this.limit = limit;
        this.limitPerHolder = Math.min(limit, limitPerHolder);
    }

    /** Reserves {@code bytes}, all or none; false, and counted, when the holder's share or the whole has no room for them. */
    public boolean tryReserve(MemoryHolder holder, long bytes) {
        if (!take(holder, bytes)) {
            refusedForHolder.increment();
            return false;
        }
        if (used.addAndGet(bytes) > limit) {
            release(holder, bytes);
            refusedInAll.increment();
            return false;
        }
        return true;
    }

    /** Gives back {@code bytes} of what the holder has reserved. */
    public void release(MemoryHolder holder, long bytes) {
        if (bytes == 0) {
            return;
        }
        holders.compute(holder, (key, held) -> {
            long left = (held == null ? 0 : held) - bytes;
            if (left < 0) {
                throw new IllegalStateException("more bytes released than reserved");
            }
            return left == 0 ? null : left;
        });
        used.addAndGet(-bytes);
    }

    /** Bytes that are reserved. */
    public long used() {
        return used.get();
    }

    /** Bytes that may be reserved in all. */
    public long limit() {
        return limit;
    }

    /** How often a holder had no share left, though there was room. */
    long refusedForHolder() {
        return refusedForHolder.sum();
    }

    /** How often there was no room, whatever the holder's share. */
    long refusedInAll() {
        return refusedInAll.sum();
    }

    private boolean take(MemoryHolder holder, long bytes) {
        boolean[] taken = {false};
        holders.compute(holder, (key, held) -> {
            long wanted = (held == null ? 0 : held) + bytes;
            taken[0] = wanted <= limitPerHolder;
            return taken[0] && wanted > 0 ? Long.valueOf(wanted) : held;
        });
        return taken[0];
    }
}
