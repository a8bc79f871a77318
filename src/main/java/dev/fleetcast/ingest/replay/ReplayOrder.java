package dev.fleetcast.ingest.replay;

import dev.fleetcast.stream.event.FramedUpdate;
import dev.fleetcast.telemetry.KafkaPosition;
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
final class ReplayOrder {

    private ReplayOrder() {}

    /**
     * Sorts by offset within each partition, regardless of timestamps; merges partitions by Kafka's time as far as that
     * order allows.
     */
    static List<FramedUpdate> merged(List<FramedUpdate> updates) {
        Map<TopicPartition, List<FramedUpdate>> byPartition = new HashMap<>();
        for (FramedUpdate update : updates) {
            KafkaPosition position = update.update().position();
            byPartition
                    .computeIfAbsent(
                            new TopicPartition(position.topic(), position.partition()), partition -> new ArrayList<>())
                    .add(update);
        }
        PriorityQueue<Run> runs = new PriorityQueue<>(Comparator.comparing(Run::time));
        for (List<FramedUpdate> partition : byPartition.values()) {
            partition.sort(Comparator.comparingLong(
                    update -> update.update().position().offset()));
            runs.add(new Run(partition.iterator()));
        }
        List<FramedUpdate> merged = new ArrayList<>(updates.size());
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

        private final Iterator<FramedUpdate> rest;
        private FramedUpdate head;

        Run(Iterator<FramedUpdate> updates) {
            rest = updates;
            head = rest.next();
        }

        Instant time() {
            return head.update().recordTime();
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
