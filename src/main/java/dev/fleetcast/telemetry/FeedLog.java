package dev.fleetcast.telemetry;

import dev.fleetcast.threading.ThreadSafe;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The log that the offsets of a {@link FeedPosition} refer to: in another log, the same offsets mean other records.
 * Immutable.
 *
 * @param topicIds Kafka's id of each topic; a recreated topic has another one
 * @param epochs by topic and partition, the leader epoch of the last record before the position; {@link #UNKNOWN_EPOCH}
 *     if that record was not read. A partition with another leader has another epoch, and Kafka knows where each ended
 */
@ThreadSafe
public record FeedLog(Map<String, String> topicIds, Map<String, List<Integer>> epochs) {

    public static final int UNKNOWN_EPOCH = -1;
    public static final FeedLog UNKNOWN = new FeedLog(Map.of(), Map.of());

    public FeedLog {
        topicIds = Map.copyOf(topicIds);
        epochs = Map.copyOf(epochs);
    }

    /** Returns the leader epoch of a partition, or {@link #UNKNOWN_EPOCH}. */
    public int epoch(String topic, int partition) {
        List<Integer> known = epochs.getOrDefault(topic, List.of());
        return partition < known.size() ? known.get(partition) : UNKNOWN_EPOCH;
    }

    /** Returns this log with another leader epoch in one partition. */
    public FeedLog with(String topic, int partition, int epoch) {
        if (epoch(topic, partition) == epoch) {
            return this;
        }
        List<Integer> changed = new ArrayList<>(epochs.getOrDefault(topic, List.of()));
        if (partition >= changed.size()) {
            changed.addAll(Collections.nCopies(partition + 1 - changed.size(), UNKNOWN_EPOCH));
        }
        changed.set(partition, epoch);
        Map<String, List<Integer>> all = new HashMap<>(epochs);
        all.put(topic, List.copyOf(changed));
        return new FeedLog(topicIds, all);
    }

    /** True if a topic of both was recreated in between. */
    public boolean isRecreated(FeedLog before) {
        return topicIds.entrySet().stream()
                .anyMatch(topic ->
                        !topic.getValue().equals(before.topicIds.getOrDefault(topic.getKey(), topic.getValue())));
    }

    /** True if the partition has had another leader since {@code before}, as far as both know. */
    public boolean hasNewLeader(FeedLog before, String topic, int partition) {
        int known = before.epoch(topic, partition);
        return known != UNKNOWN_EPOCH && epoch(topic, partition) > known;
    }
}
