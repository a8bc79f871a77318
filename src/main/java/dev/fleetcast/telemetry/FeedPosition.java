package dev.fleetcast.telemetry;

import dev.fleetcast.threading.ThreadSafe;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A position in the feed: the next offset of every partition of every feed topic. A missing partition counts as offset
 * 0. Immutable.
 */
@ThreadSafe
public final class FeedPosition {

    /** The position before all records. */
    public static final FeedPosition START = new FeedPosition(Layout.EMPTY, new long[0]);

    // Created and compared for every message and event: hence one array and a shared layout.
    private final Layout layout;
    private final long[] next;

    private FeedPosition(Layout layout, long[] next) {
        this.layout = layout;
        this.next = next;
    }

    /** @param next the next offset of each partition, from partition 0, by topic; copied */
    public static FeedPosition of(Map<String, long[]> next) {
        SortedMap<String, long[]> sorted = new TreeMap<>(next);
        Layout layout = Layout.of(sorted);
        long[] flat = new long[layout.size()];
        for (int topic = 0; topic < layout.topics(); topic++) {
            long[] offsets = sorted.get(layout.topic(topic));
            System.arraycopy(offsets, 0, flat, layout.start(topic), offsets.length);
        }
        return new FeedPosition(layout, flat);
    }

    /** The next offset of each partition by topic, in alphabetical order; a copy. */
    public SortedMap<String, long[]> offsets() {
        return layout.byTopic(next);
    }

    /** Receives the next offset of one partition. */
    @FunctionalInterface
    public interface Visitor {

        void visit(String topic, int partition, long offset);
    }

    /** Visits every partition, by topic in alphabetical order and by number. */
    public void forEach(Visitor visitor) {
        for (int topic = 0; topic < layout.topics(); topic++) {
            int start = layout.start(topic);
            for (int index = start; index < layout.end(topic); index++) {
                visitor.visit(layout.topic(topic), index - start, next[index]);
            }
        }
    }

    /** The number of partitions. */
    public int partitions() {
        return next.length;
    }

    /** The next offset of the partition. */
    public long next(String topic, int partition) {
        int index = layout.index(topic, partition);
        return index < 0 ? 0 : next[index];
    }

    /** True if the record at {@code position} is before this position. */
    public boolean includes(RecordOffset position) {
        return position.offset() < next(position.topic(), position.partition());
    }

    /** Returns this position advanced past {@code taken} in its partition. */
    public FeedPosition after(RecordOffset taken) {
        return includes(taken) ? this : with(taken.topic(), taken.partition(), taken.offset() + 1);
    }

    /** Returns this position with another next offset in one partition. */
    public FeedPosition with(String topic, int partition, long offset) {
        int index = layout.index(topic, partition);
        if (index < 0) {
            return mentioning(topic, partition).with(topic, partition, offset);
        }
        long[] changed = next.clone();
        changed[index] = offset;
        return new FeedPosition(layout, changed);
    }

    /** Returns the maximum of both in each partition. */
    public FeedPosition union(FeedPosition other) {
        if (layout == other.layout) {
            return new FeedPosition(layout, later(next, other.next));
        }
        SortedMap<String, long[]> later = offsets();
        other.offsets().forEach((topic, theirs) -> later.merge(topic, theirs, FeedPosition::later));
        return of(later);
    }

    /** Returns the number of offsets from here to {@code other}, ignoring partitions where this is ahead. */
    public long distanceTo(FeedPosition other) {
        long[] distance = {0};
        other.forEach((topic, partition, offset) -> distance[0] += Math.max(0, offset - next(topic, partition)));
        return distance[0];
    }

    /** True if no partition is behind {@code other}. */
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
                // Offset 0 equals a missing partition.
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

    /** Returns the same position, extended to that partition. */
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

    /**
     * The layout of the feed: its topics, their partitions, and the index of each partition in one flat array, with
     * topics in alphabetical order. Immutable.
     */
    @ThreadSafe
    private static final class Layout {

        static final Layout EMPTY = new Layout(new String[0], new int[] {0});

        // A deployment has one feed: a new layout nearly always equals the latest one, which is then reused.
        private static volatile Layout latest = EMPTY;

        private final String[] topics;
        private final int[] starts;

        private Layout(String[] topics, int[] starts) {
            this.topics = topics;
            this.starts = starts;
        }

        /** @param values one value for each partition, by topic */
        static Layout of(SortedMap<String, long[]> values) {
            String[] topics = values.keySet().toArray(String[]::new);
            int[] starts = new int[topics.length + 1];
            for (int topic = 0; topic < topics.length; topic++) {
                starts[topic + 1] = starts[topic] + values.get(topics[topic]).length;
            }
            Layout known = latest;
            if (Arrays.equals(known.starts, starts) && Arrays.equals(known.topics, topics)) {
                return known;
            }
            Layout made = new Layout(topics, starts);
            latest = made;
            return made;
        }

        /** The number of partitions. */
        int size() {
            return starts[topics.length];
        }

        int topics() {
            return topics.length;
        }

        String topic(int topic) {
            return topics[topic];
        }

        /** The index of the topic's first partition. */
        int start(int topic) {
            return starts[topic];
        }

        /** The index after the topic's last partition. */
        int end(int topic) {
            return starts[topic + 1];
        }

        /** The index of the partition; negative if it is not in the layout. */
        int index(String name, int partition) {
            // For one or a few topics a linear search is cheaper than hashing.
            for (int topic = 0; topic < topics.length; topic++) {
                if (topics[topic].equals(name)) {
                    int index = starts[topic] + partition;
                    return index < starts[topic + 1] ? index : -1;
                }
            }
            return -1;
        }

        /** Copies the values, grouped by topic. */
        SortedMap<String, long[]> byTopic(long[] values) {
            SortedMap<String, long[]> byTopic = new TreeMap<>();
            for (int topic = 0; topic < topics.length; topic++) {
                byTopic.put(topics[topic], Arrays.copyOfRange(values, starts[topic], starts[topic + 1]));
            }
            return byTopic;
        }
    }
}
