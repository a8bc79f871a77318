package dev.fleetcast.connection;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Spreads the closing of connections evenly over a time, so that their clients reach the other replicas one by one. */
final class PacedClosing {

    private final List<Runnable> ends;
    private final long millis;
    private int closed;

    PacedClosing(Collection<Runnable> ends, Duration time) {
        this.ends = List.copyOf(ends);
        this.millis = time.toMillis();
    }

    /** The connections to close {@code elapsedMillis} after the start that were not due before. */
    List<Runnable> due(long elapsedMillis) {
        long turns = elapsedMillis >= millis ? ends.size() : 1 + elapsedMillis * ends.size() / millis;
        List<Runnable> due = ends.subList(closed, Math.max(closed, (int) Math.min(turns, ends.size())));
        closed += due.size();
        return due;
    }

    /** Whether every connection has been due. */
    boolean isComplete() {
        return closed == ends.size();
    }
}
