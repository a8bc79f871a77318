package dev.fleetcast.stream;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Spreads the ends of connections evenly over a time, so that their clients come to other replicas one by one. */
final class Goodbyes {

    private final List<Runnable> ends;
    private final long millis;
    private int said;

    Goodbyes(Collection<Runnable> ends, Duration time) {
        this.ends = List.copyOf(ends);
        this.millis = time.toMillis();
    }

    /** Those whose turn has come {@code elapsedMillis} after the beginning, and had not before. */
    List<Runnable> due(long elapsedMillis) {
        long turns = elapsedMillis >= millis ? ends.size() : 1 + elapsedMillis * ends.size() / millis;
        List<Runnable> due = ends.subList(said, Math.max(said, (int) Math.min(turns, ends.size())));
        said += due.size();
        return due;
    }

    /** Whether everybody has had a turn. */
    boolean areSaid() {
        return said == ends.size();
    }
}
