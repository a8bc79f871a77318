package dev.fleetcast.ingest.backfill;

import dev.fleetcast.stream.spi.Backfills.Request;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.UnitId;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * The requested range of one partition.
 *
 * @param from the first offset that any unit needs; not below {@code to} when nothing was missed
 * @param to the offset after the last one
 * @param known an offset that the partition had when the request was made: its end is not lower
 */
record BackfillRange(long from, long to, long known) {

    /** Returns the requested range of every partition in the request. */
    static Map<TopicPartition, BackfillRange> of(Request request) {
        Set<FeedPosition> starts = distinct(request.from());
        Map<TopicPartition, BackfillRange> ranges = new HashMap<>();
        starts.stream().reduce(request.to(), FeedPosition::union).offsets().forEach((topic, known) -> {
            for (int partition = 0; partition < known.length; partition++) {
                long to = request.to().next(topic, partition);
                long from = earliest(starts, topic, partition);
                ranges.put(new TopicPartition(topic, partition), new BackfillRange(from, to, known[partition]));
            }
        });
        return ranges;
    }

    /** Returns the ranges to read for all requests together. */
    static Map<TopicPartition, BackfillRange> union(Collection<Map<TopicPartition, BackfillRange>> all) {
        Map<TopicPartition, BackfillRange> union = new HashMap<>();
        all.forEach(ranges -> ranges.forEach((partition, range) -> {
            if (!range.isEmpty()) {
                union.merge(partition, range, BackfillRange::union);
            }
        }));
        return union;
    }

    /** Returns the total number of offsets. */
    static long size(Map<TopicPartition, BackfillRange> ranges) {
        return ranges.values().stream().mapToLong(BackfillRange::size).sum();
    }

    /** True if nothing was missed. */
    boolean isEmpty() {
        return from >= to;
    }

    private long size() {
        return Math.max(0, to - from);
    }

    private BackfillRange union(BackfillRange other) {
        return new BackfillRange(Math.min(from, other.from), Math.max(to, other.to), Math.max(known, other.known));
    }

    private static long earliest(Set<FeedPosition> starts, String topic, int partition) {
        return starts.stream()
                .mapToLong(start -> start.next(topic, partition))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** Hundreds of units of a stream share a few positions; comparing them by content would cost more. */
    private static Set<FeedPosition> distinct(Map<UnitId, FeedPosition> from) {
        Set<FeedPosition> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
        distinct.addAll(from.values());
        return distinct;
    }
}
