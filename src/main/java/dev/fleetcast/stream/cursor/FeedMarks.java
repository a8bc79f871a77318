package dev.fleetcast.stream.cursor;

import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.threading.ThreadSafe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The marks of the feed that this replica has read. Any replica may have written a mark, even one that lags behind; marks
 * that follow each other in every partition form a chain, which is searched by bisection. Filled by one thread, read by
 * any; never blocks.
 */
@ThreadSafe
public class FeedMarks {

    /** A feed that has not reached the newest mark for this long was truncated or recreated. */
    public static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Duration kept;
    private final int maxMarks;
    private final NavigableMap<Long, FeedMark> byNumber = new ConcurrentSkipListMap<>();
    private volatile List<FeedMark> chain = List.of();
    private volatile String epoch = "";

    /**
     * @param kept how long a mark is remembered after a newer one was read, by Kafka's time
     * @param maxMarks the maximum number of remembered marks; beyond it the oldest are forgotten
     */
    public FeedMarks(Duration kept, int maxMarks) {
        this.kept = kept;
        this.maxMarks = maxMarks;
    }

    /** Begins with the marks topic of that id. */
    public void begin(String topicId) {
        epoch = topicId;
    }

    /** Identifies the marks topic: in another one the same numbers have other meanings. Empty while unknown. */
    public String epoch() {
        return epoch;
    }

    /** Adds marks in Kafka's order; true if the newest mark has changed. */
    public boolean add(List<FeedMark> read) {
        List<FeedMark> longer = new ArrayList<>(chain);
        FeedMark newestBefore = last(longer);
        for (FeedMark mark : read) {
            byNumber.put(mark.number(), mark);
            FeedMark last = last(longer);
            if (last == null || mark.position().isAtLeast(last.position())) {
                longer.add(mark);
            } else if (isAnotherFeed(last, mark)) {
                longer.clear();
                longer.add(mark);
            }
        }
        forget(longer);
        chain = List.copyOf(longer);
        return last(longer) != newestBefore;
    }

    /** Forgets all marks: numbers have other meanings from now on. */
    public void clear() {
        byNumber.clear();
        chain = List.of();
    }

    /** The newest mark; empty only until the first mark is read. */
    public Optional<FeedMark> newest() {
        return Optional.ofNullable(last(chain));
    }

    /** The mark with that number, if still remembered. */
    public Optional<FeedMark> byNumber(long number) {
        return Optional.ofNullable(byNumber.get(number));
    }

    /** The newest mark that is at or before {@code position} in every partition. */
    public Optional<FeedMark> atOrBefore(FeedPosition position) {
        List<FeedMark> marks = chain;
        // Almost all lookups are for the current position.
        int from = Math.max(0, marks.size() - 2);
        for (int at = marks.size() - 1; at >= from; at--) {
            if (position.isAtLeast(marks.get(at).position())) {
                return Optional.of(marks.get(at));
            }
        }
        return search(marks.subList(0, from), position);
    }

    private static Optional<FeedMark> search(List<FeedMark> marks, FeedPosition position) {
        int low = 0;
        int high = marks.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (position.isAtLeast(marks.get(middle).position())) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? Optional.empty() : Optional.of(marks.get(low - 1));
    }

    private static boolean isAnotherFeed(FeedMark last, FeedMark mark) {
        return mark.at().isAfter(last.at().plus(PATIENCE)) || mark.isOfAnotherLog(last);
    }

    private void forget(List<FeedMark> longer) {
        if (byNumber.isEmpty()) {
            return;
        }
        var oldestKept = byNumber.lastEntry().getValue().at().minus(kept);
        while (byNumber.size() > maxMarks
                || byNumber.firstEntry().getValue().at().isBefore(oldestKept)) {
            byNumber.pollFirstEntry();
        }
        longer.removeIf(mark -> !byNumber.containsKey(mark.number()));
    }

    private static FeedMark last(List<FeedMark> marks) {
        return marks.isEmpty() ? null : marks.get(marks.size() - 1);
    }
}
