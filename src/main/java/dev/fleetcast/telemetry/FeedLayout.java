package dev.fleetcast.telemetry;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The layout of the feed: its topics, their partitions, and the index of each partition in one flat array, with topics
 * in alphabetical order. Immutable; safe for use by any thread.
 */
final class FeedLayout {

    static final FeedLayout EMPTY = new FeedLayout(new String[0], new int[] {0});

    // A deployment has one feed: a new layout nearly always equals the latest one, which is then reused.
    private static volatile FeedLayout latest = EMPTY;

    private final String[] topics;
    private final int[] starts;

    private FeedLayout(String[] topics, int[] starts) {
        this.topics = topics;
        this.starts = starts;
    }

    /** @param values one value for each partition, by topic */
    static FeedLayout of(SortedMap<String, long[]> values) {
        String[] topics = values.keySet().toArray(String[]::new);
        int[] starts = new int[topics.length + 1];
        for (int topic = 0; topic < topics.length; topic++) {
            starts[topic + 1] = starts[topic] + values.get(topics[topic]).length;
        }
        FeedLayout known = latest;
        if (Arrays.equals(known.starts, starts) && Arrays.equals(known.topics, topics)) {
            return known;
        }
        FeedLayout made = new FeedLayout(topics, starts);
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
