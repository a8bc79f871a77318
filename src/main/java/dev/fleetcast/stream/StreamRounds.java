package dev.fleetcast.stream;

import dev.fleetcast.threading.EventLoopConfined;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The streams of a loop, and which of them a tick visits: at each tick those with timed work, and in turn a part of the
 * others, which need only their looks, see {@link Liveness#LOOK}. With thousands of streams, visiting all of them at
 * each tick costs more than their work.
 */
@EventLoopConfined
final class StreamRounds {

    private final List<Set<Stream>> parts = new ArrayList<>();
    private final Set<Stream> timed = new HashSet<>();
    private int next;

    /** @param ticks the number of ticks in which every stream is visited */
    StreamRounds(int ticks) {
        for (int i = 0; i < ticks; i++) {
            parts.add(new HashSet<>());
        }
    }

    void add(Stream stream) {
        part(stream).add(stream);
    }

    /** False if it is not here. */
    boolean remove(Stream stream) {
        return timed.remove(stream) | part(stream).remove(stream);
    }

    /** Visits the stream, if it is here, at each tick from now on. */
    void visitAlways(Stream stream) {
        if (part(stream).remove(stream)) {
            timed.add(stream);
        }
    }

    /** The streams to visit at the next tick; a copy. */
    List<Stream> next() {
        List<Stream> due = new ArrayList<>(timed);
        due.addAll(parts.get(next));
        next = (next + 1) % parts.size();
        return due;
    }

    /** All streams; a copy. */
    List<Stream> all() {
        List<Stream> all = new ArrayList<>(timed);
        parts.forEach(all::addAll);
        return all;
    }

    private Set<Stream> part(Stream stream) {
        return parts.get((int) Math.floorMod(stream.key(), (long) parts.size()));
    }
}
