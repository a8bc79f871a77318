package dev.fleetcast.ingest;

import dev.fleetcast.telemetry.FeedPosition;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** How far a scan is in each partition. For one thread. */
final class ReplayProgress {

    private final Map<TopicPartition, Long> passed = new HashMap<>();

    /** Everything before that offset has been dealt with; whether that is more than before. */
    boolean passed(TopicPartition partition, long offset) {
        Long before = passed.put(partition, offset);
        if (before != null && before >= offset) {
            passed.put(partition, before);
            return false;
        }
        return true;
    }

    /** Whether everything in these ranges has been dealt with. */
    boolean isThrough(Map<TopicPartition, ReplayRange> ranges) {
        for (var range : ranges.entrySet()) {
            if (!range.getValue().isEmpty()
                    && passed.getOrDefault(range.getKey(), 0L)
                            < range.getValue().to()) {
                return false;
            }
        }
        return true;
    }

    /** Up to where everything in these ranges has been dealt with. */
    FeedPosition within(Map<TopicPartition, ReplayRange> ranges) {
        FeedPosition reached = FeedPosition.START;
        for (var each : ranges.entrySet()) {
            TopicPartition partition = each.getKey();
            ReplayRange range = each.getValue();
            long offset = range.isEmpty()
                    ? range.to()
                    : Math.min(range.to(), Math.max(range.from(), passed.getOrDefault(partition, 0L)));
            reached = reached.with(partition.topic(), partition.partition(), offset);
        }
        return reached;
    }
}
