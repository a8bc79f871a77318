package dev.fleetcast.ingest;

import dev.fleetcast.stream.Replays.Request;
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
 * What is asked for of one partition.
 *
 * @param from the first offset that any unit needs; not below {@code to} when nothing has been missed
 * @param to the offset behind the last one
 * @param known an offset that the partition had when the request was made: it ends there or later
 */
record ReplayRange(long from, long to, long known) {

    /** What a request asks for, of every partition that it mentions. */
    static Map<TopicPartition, ReplayRange> of(Request request) {
        Set<FeedPosition> starts = distinct(request.from());
        Map<TopicPartition, ReplayRange> ranges = new HashMap<>();
        starts.stream().reduce(request.to(), FeedPosition::union).offsets().forEach((topic, known) -> {
            for (int partition = 0; partition < known.length; partition++) {
                long to = request.to().next(topic, partition);
                long from = earliest(starts, topic, partition);
                ranges.put(new TopicPartition(topic, partition), new ReplayRange(from, to, known[partition]));
            }
        });
        return ranges;
    }

    /** What has to be read for all of them together. */
    static Map<TopicPartition, ReplayRange> union(Collection<Map<TopicPartition, ReplayRange>> all) {
        Map<TopicPartition, ReplayRange> union = new HashMap<>();
        all.forEach(ranges -> ranges.forEach((partition, range) -> {
            if (!range.isEmpty()) {
                union.merge(partition, range, ReplayRange::union);
            }
        }));
        return union;
    }

    /** How many offsets there are in all. */
    static long size(Map<TopicPartition, ReplayRange> ranges) {
        return ranges.values().stream().mapToLong(ReplayRange::size).sum();
    }

    /** Whether nothing has been missed. */
    boolean isEmpty() {
        return from >= to;
    }

    private long size() {
        return Math.max(0, to - from);
    }

    private ReplayRange union(ReplayRange other) {
        return new ReplayRange(Math.min(from, other.from), Math.max(to, other.to), Math.max(known, other.known));
    }

    private static long earliest(Set<FeedPosition> starts, String topic, int partition) {
        return starts.stream()
                .mapToLong(start -> start.next(topic, partition))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** Hundreds of units of a stream share a few positions; telling them apart by their content would cost more. */
    private static Set<FeedPosition> distinct(Map<UnitId, FeedPosition> from) {
        Set<FeedPosition> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
        distinct.addAll(from.values());
        return distinct;
    }
}
