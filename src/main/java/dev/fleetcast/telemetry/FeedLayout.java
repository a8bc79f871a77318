package dev.fleetcast.telemetry;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which topics the feed has and how many partitions each, and so where in one flat array the value of a partition stands:
 * topic after topic in alphabetical order. Immutable; safe for use by any thread.
 */
final class FeedLayout {

    static final FeedLayout EMPTY = new FeedLayout(new String[0], new int[] {0});

    // A deployment has one feed: what is made after another is nearly always equal to it, and then is the same object.
    private static volatile FeedLayout latest = EMPTY;

    private final String[] topics;
    private final int[] starts;

    private FeedLayout(String[] topics, int[] starts) {
        this.topics = topics;
        this.starts = starts;
    }

    /** @param values per topic one value for each partition */
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

    /** How many partitions there are. */
    int size() {
        return starts[topics.length];
    }

    int topics() {
        return topics.length;
    }

    String topic(int topic) {
        return topics[topic];
    }

    /** Where the partitions of that topic begin. */
    int start(int topic) {
        return starts[topic];
    }

    /** Where they end, exclusive. */
    int end(int topic) {
        return starts[topic + 1];
    }

    /** Where the value of that partition stands; negative when it has none. */
    int index(String name, int partition) {
        // One topic or a few: a search costs less than hashing.
        for (int topic = 0; topic < topics.length; topic++) {
            if (topics[topic].equals(name)) {
                int index = starts[topic] + partition;
                return index < starts[topic + 1] ? index : -1;
            }
        }
        return -1;
    }

    /** Those values by their topics; copied. */
    SortedMap<String, long[]> byTopic(long[] values) {
        SortedMap<String, long[]> byTopic = new TreeMap<>();
        for (int topic = 0; topic < topics.length; topic++) {
            byTopic.put(topics[topic], Arrays.copyOfRange(values, starts[topic], starts[topic + 1]));
        }
        return byTopic;
    }
}
