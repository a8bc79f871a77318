package dev.fleetcast.channel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/** Where the log ended a short while ago: a replica is known to be dead only some seconds after it was. Used by one thread. */
final class LogEnds {

    private final long memoryMillis;
    private final Deque<Mark> marks = new ArrayDeque<>();

    private record Mark(long at, long end) {}

    /** @param memoryMillis how long ago matters */
    LogEnds(long memoryMillis) {
        this.memoryMillis = memoryMillis;
    }

    /** The log ends there now, in milliseconds of a monotonic clock. */
    void note(long now, long end) {
        while (marks.size() > 1 && now - marks.getFirst().at() > memoryMillis) {
            marks.removeFirst();
        }
        marks.addLast(new Mark(now, end));
    }

    /** Where it ended at that time, or when it was first looked at if that was later; empty if never. */
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
