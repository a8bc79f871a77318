package dev.fleetcast.telemetry;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far the feed has been taken in: for every partition of every feed topic the offset that comes next. A partition that
 * is not mentioned has not been begun, which is the same as being at its offset 0. Immutable; safe for use by any thread.
 */
public final class FeedPosition {

    /** Before everything. */
    public static final FeedPosition START = new FeedPosition(FeedLayout.EMPTY, new long[0]);

    // Made and compared for every message and every event: one array, and a layout that all of them share.
    private final FeedLayout layout;
    private final long[] next;

    private FeedPosition(FeedLayout layout, long[] next) {
        this.layout = layout;
        this.next = next;
    }

    /** @param next per topic the next offset of each partition, from partition 0; copied */
    public static FeedPosition of(Map<String, long[]> next) {
        SortedMap<String, long[]> sorted = new TreeMap<>(next);
        FeedLayout layout = FeedLayout.of(sorted);
        long[] flat = new long[layout.size()];
        for (int topic = 0; topic < layout.topics(); topic++) {
            long[] offsets = sorted.get(layout.topic(topic));
            System.arraycopy(offsets, 0, flat, layout.start(topic), offsets.length);
        }
        return new FeedPosition(layout, flat);
    }

    /** Per topic, in alphabetical order, the next offset of each partition; a copy. */
    public SortedMap<String, long[]> offsets() {
        return layout.byTopic(next);
    }

    /** Takes the next offset of one partition. */
    @FunctionalInterface
    public interface Visitor {

        void visit(String topic, int partition, long offset);
    }

    /** Shows every partition, by topic in alphabetical order and by number. */
    public void forEach(Visitor visitor) {
        for (int topic = 0; topic < layout.topics(); topic++) {
            int start = layout.start(topic);
            for (int index = start; index < layout.end(topic); index++) {
                visitor.visit(layout.topic(topic), index - start, next[index]);
            }
        }
    }

    /** How many partitions are mentioned. */
    public int partitions() {
        return next.length;
    }

    /** The offset of that partition that comes next. */
    public long next(String topic, int partition) {
        int index = layout.index(topic, partition);
        return index < 0 ? 0 : next[index];
    }

    /** Whether what stands there has been taken in. */
    public boolean includes(KafkaPosition position) {
        return position.offset() < next(position.topic(), position.partition());
    }

    /** This position after {@code taken} has been taken in too; everything before it in its partition counts as taken. */
    public FeedPosition after(KafkaPosition taken) {
        return includes(taken) ? this : with(taken.topic(), taken.partition(), taken.offset() + 1);
    }

    /** This position with another next offset in one partition. */
    public FeedPosition with(String topic, int partition, long offset) {
        int index = layout.index(topic, partition);
        if (index < 0) {
            return mentioning(topic, partition).with(topic, partition, offset);
        }
        long[] changed = next.clone();
        changed[index] = offset;
        return new FeedPosition(layout, changed);
    }

    /** In each partition the later of both. */
    public FeedPosition union(FeedPosition other) {
        if (layout == other.layout) {
            return new FeedPosition(layout, later(next, other.next));
        }
        SortedMap<String, long[]> later = offsets();
        other.offsets().forEach((topic, theirs) -> later.merge(topic, theirs, FeedPosition::later));
        return of(later);
    }

    /** How many offsets lead from here to {@code other}, partitions where this is ahead not counted. */
    public long distanceTo(FeedPosition other) {
        long[] distance = {0};
        other.forEach((topic, partition, offset) -> distance[0] += Math.max(0, offset - next(topic, partition)));
        return distance[0];
    }

    /** Whether everything that {@code other} has taken in is taken in here too. */
    public boolean isAtLeast(FeedPosition other) {
        return layout == other.layout ? isAtLeast(other.next) : isAtLeastByName(other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeedPosition position && isAtLeast(position) && position.isAtLeast(this);
    }

    @Override
    public int hashCode() {
        int hash = 0;
        for (int topic = 0; topic < layout.topics(); topic++) {
            for (int index = layout.start(topic); index < layout.end(topic); index++) {
                // Offset 0 is the same as no partition.
                hash += next[index] == 0 ? 0 : 31 * layout.topic(topic).hashCode() + Long.hashCode(next[index]);
            }
        }
        return hash;
    }

    @Override
    public String toString() {
        Map<String, String> shown = new TreeMap<>();
        offsets().forEach((topic, offsets) -> shown.put(topic, Arrays.toString(offsets)));
        return shown.toString();
    }

    private boolean isAtLeast(long[] theirs) {
        for (int index = 0; index < theirs.length; index++) {
            if (next[index] < theirs[index]) {
                return false;
            }
        }
        return true;
    }

    private boolean isAtLeastByName(FeedPosition other) {
        for (int topic = 0; topic < other.layout.topics(); topic++) {
            int start = other.layout.start(topic);
            for (int index = start; index < other.layout.end(topic); index++) {
                if (next(other.layout.topic(topic), index - start) < other.next[index]) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The same position, of a feed that has at least that partition. */
    private FeedPosition mentioning(String topic, int partition) {
        SortedMap<String, long[]> wider = offsets();
        wider.put(topic, Arrays.copyOf(wider.getOrDefault(topic, new long[0]), partition + 1));
        return of(wider);
    }

    private static long[] later(long[] one, long[] other) {
        long[] later = Arrays.copyOf(one, Math.max(one.length, other.length));
        for (int partition = 0; partition < other.length; partition++) {
            later[partition] = Math.max(later[partition], other[partition]);
        }
        return later;
    }
}
