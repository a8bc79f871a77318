package dev.fleetcast.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/**
 * Which partitions a reader reads and how far it has got in each, so that another consumer can go on where one has failed;
 * and whether the log there still is the one that was read before. For the reader's thread.
 */
final class ReadPartitions {

    private final Set<String> topics;
    private final StartOffsets startOffsets;
    private final Function<String, Optional<String>> ids;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final Map<String, String> knownIds = new HashMap<>();
    private boolean begun;

    /** @param ids knows Kafka's ids of topics */
    ReadPartitions(Set<String> topics, StartOffsets startOffsets, Function<String, Optional<String>> ids) {
        this.topics = topics;
        this.startOffsets = startOffsets;
        this.ids = ids;
        topics.forEach(ids::apply);
    }

    boolean isEmpty() {
        return next.isEmpty();
    }

    /** Whether reading has begun, at the places that were to begin at. */
    boolean haveBegun() {
        return begun;
    }

    /** Has a consumer go on where the last one was. */
    void assignTo(Consumer<byte[], byte[]> consumer) {
        consumer.assign(next.keySet());
        next.forEach(consumer::seek);
    }

    /** So far it has been read. */
    void took(ConsumerRecords<byte[], byte[]> batch) {
        batch.nextOffsets().forEach((partition, reached) -> next.put(partition, reached.offset()));
    }

    /** Begins to read partitions that are new; true when all topics exist, and are known by their ids. */
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
        // Until every topic exists there is no saying what "caught up" means, nor later whether it is another.
        if (!found.isEmpty() && (complete || begun)) {
            add(consumer, found);
        }
        return complete;
    }

    private void add(Consumer<byte[], byte[]> consumer, Collection<TopicPartition> found) {
        Map<TopicPartition, Long> starts =
                begun ? StartOffsets.BEGINNING.of(consumer, found) : startOffsets.of(consumer, found);
        if (!begun) {
            topics.forEach(topic -> ids.apply(topic).ifPresent(id -> knownIds.put(topic, id)));
            begun = true;
        }
        next.putAll(starts);
        consumer.assign(next.keySet());
        starts.forEach(consumer::seek);
    }

    /** Whether a topic has been created again, and then where its reading begins; for a consumer made for this. */
    Optional<LogBreak> recreated(Consumer<byte[], byte[]> consumer) {
        Set<String> recreated = recreatedTopics();
        Set<TopicPartition> present = new HashSet<>();
        for (String topic : recreated) {
            consumer.partitionsFor(topic).forEach(info -> present.add(new TopicPartition(topic, info.partition())));
        }
        if (present.isEmpty()) {
            return Optional.empty();
        }
        Map<TopicPartition, Long> starts = consumer.beginningOffsets(present);
        next.keySet().removeIf(partition -> recreated.contains(partition.topic()));
        next.putAll(starts);
        recreated.forEach(knownIds::remove);
        return Optional.of(new LogBreak(LogBreak.Cause.RECREATED, starts));
    }

    /** Topics whose id is another than it was when they were first read. */
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

    /** Goes on where there is something: what was to be read next is no offset of the log. */
    LogBreak leftRange(Consumer<byte[], byte[]> consumer, OffsetOutOfRangeException outside) {
        Map<TopicPartition, OffsetAndMetadata> divergent =
                outside instanceof LogTruncationException truncation ? truncation.divergentOffsets() : Map.of();
        Set<TopicPartition> concerned = outside.partitions();
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(concerned);
        Map<TopicPartition, Long> ends = consumer.endOffsets(concerned);
        Map<TopicPartition, Long> starts = new HashMap<>();
        boolean cut = false;
        for (TopicPartition partition : concerned) {
            long begin = begins.get(partition);
            cut |= next.get(partition) >= begin;
            OffsetAndMetadata split = divergent.get(partition);
            long end = split == null ? ends.get(partition) : split.offset();
            starts.put(partition, Math.max(begin, Math.min(next.get(partition), end)));
        }
        next.putAll(starts);
        starts.forEach(consumer::seek);
        return new LogBreak(cut ? LogBreak.Cause.CUT : LogBreak.Cause.EXPIRED, starts);
    }
}
