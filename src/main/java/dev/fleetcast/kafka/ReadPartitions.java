package dev.fleetcast.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/**
 * The partitions of a reader and its offset in each, so that another consumer can continue after a failure. Also
 * detects whether the log is still the one that was read before. For the reader's thread.
 */
final class ReadPartitions {

    private final Set<String> topics;
    private final StartOffsets startOffsets;
    private final Function<String, Optional<String>> ids;
    private final java.util.function.Consumer<Map<String, String>> begins;
    /** With the leader epoch of the last record read, by which Kafka detects a log that was cut and has grown again. */
    private final Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();

    private final Map<String, String> knownIds = new HashMap<>();
    private boolean begun;

    /**
     * @param ids returns Kafka's ids of topics
     * @param begins see {@link BatchHandler#begins}
     */
    ReadPartitions(
            Set<String> topics,
            StartOffsets startOffsets,
            Function<String, Optional<String>> ids,
            java.util.function.Consumer<Map<String, String>> begins) {
        this.topics = topics;
        this.startOffsets = startOffsets;
        this.ids = ids;
        this.begins = begins;
        topics.forEach(ids::apply);
    }

    boolean isEmpty() {
        return next.isEmpty();
    }

    /** True once reading has started at the start offsets. */
    boolean haveBegun() {
        return begun;
    }

    /** Assigns the partitions to a consumer, at the current offsets. */
    void assignTo(Consumer<byte[], byte[]> consumer) {
        consumer.assign(next.keySet());
        next.forEach(consumer::seek);
    }

    /** Advances the offsets past the batch. */
    void took(ConsumerRecords<byte[], byte[]> batch) {
        next.putAll(batch.nextOffsets());
    }

    /** Adds new partitions; returns true if all topics exist and their ids are known. */
    boolean discover(Consumer<byte[], byte[]> consumer) {
        Set<TopicPartition> found = new HashSet<>();
        boolean complete = true;
        for (String topic : topics) {
            var partitions = consumer.partitionsFor(topic);
            complete &= partitions != null
                    && !partitions.isEmpty()
                    && ids.apply(topic).isPresent();
            if (partitions != null) {
                partitions.forEach(info -> found.add(new TopicPartition(topic, info.partition())));
            }
        }
        found.removeAll(next.keySet());
        // Before every topic exists, "caught up" is undefined, and a later recreation could not be detected.
        if (!found.isEmpty() && (complete || begun)) {
            add(consumer, found);
        }
        return complete;
    }

    private void add(Consumer<byte[], byte[]> consumer, Collection<TopicPartition> found) {
        if (!begun) {
            // Before the offsets: an id is never newer than they are.
            topics.forEach(topic -> ids.apply(topic).ifPresent(id -> knownIds.put(topic, id)));
            begins.accept(Map.copyOf(knownIds));
        }
        Map<TopicPartition, Long> starts =
                begun ? StartOffsets.BEGINNING.of(consumer, found) : startOffsets.of(consumer, found);
        begun = true;
        moveTo(starts);
        consumer.assign(next.keySet());
        starts.forEach(consumer::seek);
    }

    private void moveTo(Map<TopicPartition, Long> offsets) {
        offsets.forEach((partition, offset) -> next.put(partition, new OffsetAndMetadata(offset)));
    }

    /** Returns the break if a topic was recreated, and restarts there; for a newly created consumer. */
    Optional<LogBreak> recreated(Consumer<byte[], byte[]> consumer) {
        Map<String, String> recreated = new HashMap<>();
        Set<TopicPartition> present = new HashSet<>();
        for (String topic : recreatedTopics()) {
            ids.apply(topic).ifPresent(id -> recreated.put(topic, id));
            consumer.partitionsFor(topic).forEach(info -> present.add(new TopicPartition(topic, info.partition())));
        }
        if (present.isEmpty()) {
            return Optional.empty();
        }
        Map<TopicPartition, Long> starts = consumer.beginningOffsets(present);
        next.keySet().removeIf(partition -> recreated.containsKey(partition.topic()));
        moveTo(starts);
        knownIds.putAll(recreated);
        begins.accept(Map.copyOf(knownIds));
        assignTo(consumer);
        return Optional.of(new LogBreak(LogBreak.Cause.RECREATED, starts));
    }

    /** Returns the topics whose id differs from the first known one. */
    Set<String> recreatedTopics() {
        Set<String> recreated = new HashSet<>();
        for (String topic : topics) {
            Optional<String> id = ids.apply(topic);
            if (begun && id.isPresent() && !id.get().equals(knownIds.computeIfAbsent(topic, first -> id.get()))) {
                recreated.add(topic);
            }
        }
        return recreated;
    }

    /**
     * Returns what is out of range, after {@code first} was thrown; the next offsets stay as they are. For {@code time},
     * receives no records and collects the other partitions that are out of range too, so that one event is one break.
     */
    LogBreak outOfRange(Consumer<byte[], byte[]> consumer, OffsetOutOfRangeException first, Duration time) {
        OutOfRange found = new OutOfRange(next);
        consumer.pause(next.keySet());
        try {
            found.add(consumer, first);
            found.addReported(consumer, time, none -> {});
            if (recreatedTopics().isEmpty()) {
                found.addOthers(consumer);
            }
            return found.toBreak();
        } finally {
            assignTo(consumer);
            consumer.resume(next.keySet());
        }
    }

    /** Continues after the break. */
    void continueAfter(LogBreak found, Consumer<byte[], byte[]> consumer) {
        moveTo(found.next());
        found.next().forEach(consumer::seek);
    }
}
