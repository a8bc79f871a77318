package dev.fleetcast.ingest.backfill;

import dev.fleetcast.telemetry.FeedPosition;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** The progress of a scan in each partition. For one thread. */
final class BackfillProgress {

    private final Map<TopicPartition, Long> passed = new HashMap<>();

    /** Notes that everything before the offset is done; returns true if that is progress. */
    boolean passed(TopicPartition partition, long offset) {
        Long before = passed.put(partition, offset);
        if (before != null && before >= offset) {
            passed.put(partition, before);
            return false;
        }
        return true;
    }

    /** True if everything in these ranges is done. */
    boolean isThrough(Map<TopicPartition, BackfillRange> ranges) {
        for (var range : ranges.entrySet()) {
            if (!range.getValue().isEmpty()
                    && passed.getOrDefault(range.getKey(), 0L)
                            < range.getValue().to()) {
                return false;
            }
        }
        return true;
    }

    /** Returns the position up to which these ranges are done. */
    FeedPosition within(Map<TopicPartition, BackfillRange> ranges) {
        FeedPosition reached = FeedPosition.START;
        for (var each : ranges.entrySet()) {
            TopicPartition partition = each.getKey();
            BackfillRange range = each.getValue();
            long offset = range.isEmpty()
                    ? range.to()
                    : Math.min(range.to(), Math.max(range.from(), passed.getOrDefault(partition, 0L)));
            reached = reached.with(partition.topic(), partition.partition(), offset);
        }
        return reached;
    }
}
