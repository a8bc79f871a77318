package dev.fleetcast.memory;

import dev.fleetcast.threading.ThreadSafe;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * A number of bytes that holders reserve before they use memory, and release afterwards. A holder's share is smaller
 * than the whole. Never blocks.
 */
@ThreadSafe
public final class MemoryBudget {

    private final long limit;
    private final long limitPerHolder;
    private final AtomicLong used = new AtomicLong();
    private final ConcurrentMap<MemoryHolder, Long> holders = new ConcurrentHashMap<>();
    private final LongAdder refusedForHolder = new LongAdder();
    private final LongAdder refusedInAll = new LongAdder();

    /**
     * @param limit bytes for all holders together
     * @param limitPerHolder bytes per holder
     */
    public MemoryBudget(long limit, long limitPerHolder) {
        this.limit = limit;
        this.limitPerHolder = Math.min(limit, limitPerHolder);
    }

    /**
     * Reserves all of {@code bytes} or none; returns false, and counts a refusal, if the holder's share or the budget
     * is exhausted.
     */
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

    /** Releases {@code bytes} that the holder has reserved. */
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

    /** The reserved bytes. */
    public long used() {
        return used.get();
    }

    /** The size of the budget in bytes. */
    public long limit() {
        return limit;
    }

    /** The number of refusals because a holder's share was exhausted. */
    long refusedForHolder() {
        return refusedForHolder.sum();
    }

    /** The number of refusals because the whole budget was exhausted. */
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
