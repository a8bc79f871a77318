package dev.fleetcast.stream;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Spreads the ends of streams evenly over a time, so that their clients come to other replicas one by one. */
final class Goodbyes {

    private final List<Stream> streams;
    private final long millis;
    private int said;

    Goodbyes(Collection<Stream> streams, Duration time) {
        this.streams = List.copyOf(streams);
        this.millis = time.toMillis();
    }

    /** Those whose turn has come {@code elapsedMillis} after the beginning, and had not before. */
    List<Stream> due(long elapsedMillis) {
        long turns = elapsedMillis >= millis ? streams.size() : 1 + elapsedMillis * streams.size() / millis;
        List<Stream> due = streams.subList(said, Math.max(said, (int) Math.min(turns, streams.size())));
        said += due.size();
        return due;
    }

    /** Whether everybody has had a turn. */
    boolean areSaid() {
        return said == streams.size();
    }
}
