package dev.fleetcast.connection;

import dev.fleetcast.threading.ThreadSafe;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Limits a number, in total and per holder. Keeps entries only for holders with a non-zero count. */
@ThreadSafe
public final class Quota<K> {

    private final AtomicInteger all = new AtomicInteger();
    private final ConcurrentMap<K, Integer> taken = new ConcurrentHashMap<>();
    private final int max;
    private final int maxPerHolder;

    /** Without a limit in total. */
    public Quota(int maxPerHolder) {
        this(Integer.MAX_VALUE, maxPerHolder);
    }

    /**
     * Creates an unused quota.
     *
     * @param max the limit in total
     * @param maxPerHolder the limit per holder
     */
    public Quota(int max, int maxPerHolder) {
        this.max = max;
        this.maxPerHolder = maxPerHolder;
    }

    /** Reserves one for {@code holder}; false when a limit is reached. */
    public boolean take(K holder) {
        if (all.incrementAndGet() <= max && takeOwn(holder)) {
            return true;
        }
        all.decrementAndGet();
        return false;
    }

    /** The number of holders with a non-zero count. */
    public int holders() {
        return taken.size();
    }

    /** Releases one that {@code holder} has {@link #take taken}. */
    public void giveBack(K holder) {
        taken.computeIfPresent(holder, (key, count) -> {
            all.decrementAndGet();
            return count == 1 ? null : count - 1;
        });
    }

    private boolean takeOwn(K holder) {
        boolean[] granted = {false};
        taken.compute(holder, (key, count) -> {
            int present = count == null ? 0 : count;
            granted[0] = present < maxPerHolder;
            return granted[0] ? Integer.valueOf(present + 1) : count;
        });
        return granted[0];
    }
}
