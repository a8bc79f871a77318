package dev.fleetcast.ingest.backfill;

import dev.fleetcast.stream.event.Update;
import dev.fleetcast.telemetry.RecordOffset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.kafka.common.TopicPartition;

/** The order in which a stream receives missed updates. */
final class BackfillOrder {

    private BackfillOrder() {}

    /**
     * Sorts by offset within each partition, regardless of timestamps; merges partitions by Kafka's time as far as that
     * order allows.
     */
    static List<Update> merged(List<Update> updates) {
        Map<TopicPartition, List<Update>> byPartition = new HashMap<>();
        for (Update update : updates) {
            RecordOffset position = update.position();
            byPartition
                    .computeIfAbsent(
                            new TopicPartition(position.topic(), position.partition()), partition -> new ArrayList<>())
                    .add(update);
        }
        PriorityQueue<Run> runs = new PriorityQueue<>(Comparator.comparing(Run::time));
        for (List<Update> partition : byPartition.values()) {
            partition.sort(Comparator.comparingLong(update -> update.position().offset()));
            runs.add(new Run(partition.iterator()));
        }
        List<Update> merged = new ArrayList<>(updates.size());
        while (!runs.isEmpty()) {
            Run earliest = runs.remove();
            merged.add(earliest.head);
            if (earliest.advance()) {
                runs.add(earliest);
            }
        }
        return merged;
    }

    /** The remaining updates of one partition. */
    private static final class Run {

        private final Iterator<Update> rest;
        private Update head;

        Run(Iterator<Update> updates) {
            rest = updates;
            head = rest.next();
        }

        Instant time() {
            return head.recordTime();
        }

        boolean advance() {
            boolean more = rest.hasNext();
            if (more) {
                head = rest.next();
            }
            return more;
        }
    }
}
