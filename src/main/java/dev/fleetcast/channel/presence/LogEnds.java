package dev.fleetcast.channel.presence;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/** The recent ends of the log: a crashed replica is detected only seconds later. Used by one thread. */
final class LogEnds {

    private final long memoryMillis;
    private final Deque<Mark> marks = new ArrayDeque<>();

    private record Mark(long at, long end) {}

    /** @param memoryMillis how long ends are remembered */
    LogEnds(long memoryMillis) {
        this.memoryMillis = memoryMillis;
    }

    /** Notes the end of the log; {@code now} in milliseconds of a monotonic clock. */
    void note(long now, long end) {
        while (marks.size() > 1 && now - marks.getFirst().at() > memoryMillis) {
            marks.removeFirst();
        }
        marks.addLast(new Mark(now, end));
    }

    /** Returns the end at that time, or the first one noted if that is later; empty if none. */
    OptionalLong at(long time) {
        OptionalLong end = OptionalLong.empty();
        for (Mark mark : marks) {
            if (end.isEmpty() || mark.at() <= time) {
                end = OptionalLong.of(mark.end());
            }
        }
        return end;
    }
}
