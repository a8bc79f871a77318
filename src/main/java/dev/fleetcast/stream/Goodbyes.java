package dev.fleetcast.stream;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Spreads the closing of connections evenly over a period, so that their clients reach other replicas one by one. */
final class Goodbyes {

    private final List<Runnable> ends;
    private final long millis;
    private int said;

    Goodbyes(Collection<Runnable> ends, Duration time) {
        this.ends = List.copyOf(ends);
        this.millis = time.toMillis();
    }

    /** The tasks that are due {@code elapsedMillis} after the start; each is returned once. */
    List<Runnable> due(long elapsedMillis) {
        long turns = elapsedMillis >= millis ? ends.size() : 1 + elapsedMillis * ends.size() / millis;
        List<Runnable> due = ends.subList(said, Math.max(said, (int) Math.min(turns, ends.size())));
        said += due.size();
        return due;
    }

    /** Whether all connections have had their turn. */
    boolean areSaid() {
        return said == ends.size();
    }
}
