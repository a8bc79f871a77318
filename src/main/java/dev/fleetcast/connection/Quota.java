package dev.fleetcast.connection;

import dev.fleetcast.threading.ThreadSafe;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Counts per holder and enforces a limit. Keeps entries only for holders with a non-zero count. */
@ThreadSafe
public final class Quota<K> {

    private final ConcurrentMap<K, Integer> taken = new ConcurrentHashMap<>();
    private final int limit;

    public Quota(int limit) {
        this.limit = limit;
    }

    public boolean take(K holder) {
        boolean[] granted = {false};
        taken.compute(holder, (key, count) -> {
            int present = count == null ? 0 : count;
            granted[0] = present < limit;
            return granted[0] ? Integer.valueOf(present + 1) : count;
        });
        return granted[0];
    }

    /** The number of holders with a non-zero count. */
    public int holders() {
        return taken.size();
    }

    public void giveBack(K holder) {
        taken.computeIfPresent(holder, (key, count) -> count == 1 ? null : count - 1);
    }
}
