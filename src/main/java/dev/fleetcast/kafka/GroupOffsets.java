package dev.fleetcast.kafka;

import dev.fleetcast.kafka.consumer.SteadyConsumer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The offsets of a consumer group. A committed offset carries Kafka's id of its topic: after the topic was recreated,
 * the offset is void, whether or not the new log has grown beyond it. {@link #batch} and its result may be used by any
 * thread, everything else by the reader's thread.
 */
final class GroupOffsets {

    private final Set<String> topics;
    private final Function<String, Optional<String>> ids;
    private final StoredOffsets stored;
    private final Queue<Map<TopicPartition, OffsetAndMetadata>> acknowledged = new ConcurrentLinkedQueue<>();
    private final Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
    /** Where the next batch that is not empty continues. */
    private final Map<TopicPartition, Long> reached = new HashMap<>();

    private volatile Map<String, String> known = Map.of();
    private int unacknowledged;

    /** @param ids returns Kafka's ids of topics */
    GroupOffsets(Set<String> topics, Function<String, Optional<String>> ids) {
        this(topics, ids, StoredOffsets.NONE);
    }

    /** @param stored take precedence over committed offsets */
    GroupOffsets(Set<String> topics, Function<String, Optional<String>> ids, StoredOffsets stored) {
        this.topics = topics;
        this.ids = ids;
        this.stored = stored;
    }

    /** Notes the ids of all topics; returns false while one is unknown. */
    boolean begin() {
        Map<String, String> found = new HashMap<>();
        topics.forEach(topic -> ids.apply(topic).ifPresent(id -> found.put(topic, id)));
        known = Map.copyOf(found);
        return found.size() == topics.size();
    }

    /** Returns the topics that were recreated since {@link #begin}. */
    Set<String> recreated() {
        Set<String> recreated = new HashSet<>();
        known.forEach((topic, id) -> {
            if (ids.apply(topic).filter(now -> !now.equals(id)).isPresent()) {
                recreated.add(topic);
            }
        });
        return recreated;
    }

    /**
     * Seeks to the committed offset of each newly assigned partition; without a valid one, to its oldest record.
     *
     * @return the partitions whose committed offset belongs to a former topic
     */
    Set<TopicPartition> start(Consumer<?, ?> consumer, Collection<TopicPartition> assigned) {
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(assigned));
        Set<TopicPartition> fresh = new HashSet<>(assigned);
        fresh.removeIf(partition -> isValid(partition, committed.get(partition)));
        Map<TopicPartition, Long> begun = stored.of(known, assigned);
        fresh.removeAll(begun.keySet());
        begun.forEach((partition, offset) -> begin(consumer, partition, new OffsetAndMetadata(offset)));
        assigned.stream()
                .filter(partition -> !fresh.contains(partition) && !begun.containsKey(partition))
                .forEach(partition -> begin(consumer, partition, committed.get(partition)));
        consumer.beginningOffsets(fresh)
                .forEach((partition, oldest) -> begin(consumer, partition, new OffsetAndMetadata(oldest)));
        fresh.removeIf(partition -> committed.get(partition) == null);
        return fresh;
    }

    /** Seeks although Kafka's consumer would: {@link SteadyConsumer} has to know where each partition began. */
    private void begin(Consumer<?, ?> consumer, TopicPartition partition, OffsetAndMetadata at) {
        next.put(partition, at);
        reached.put(partition, at.offset());
        consumer.seek(partition, at);
    }

    private boolean isValid(TopicPartition partition, OffsetAndMetadata committed) {
        return committed != null && isOf(known.get(partition.topic()), committed);
    }

    /** True if the offset was committed for the topic with that id; offsets of earlier releases carry no id. */
    static boolean isOf(String topicId, OffsetAndMetadata committed) {
        return committed.metadata().isEmpty() || committed.metadata().equals(topicId);
    }

    /** True if {@link #take} has returned the offsets of all batches. */
    boolean areTaken() {
        return unacknowledged == 0;
    }

    /** Returns an action that acknowledges the batch; to be run once. */
    Runnable batch(ConsumerRecords<byte[], byte[]> batch) {
        unacknowledged++;
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
        batch.nextOffsets()
                .forEach((partition, offset) -> next.put(
                        partition,
                        new OffsetAndMetadata(
                                offset.offset(), offset.leaderEpoch(), known.getOrDefault(partition.topic(), ""))));
        return () -> acknowledged.add(next);
    }

    /** Takes the acknowledged offsets that are to be committed: of assigned partitions and of the present topics. */
    Map<TopicPartition, OffsetAndMetadata> take(Set<TopicPartition> assigned) {
        Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
        for (var next = acknowledged.poll(); next != null; next = acknowledged.poll()) {
            unacknowledged--;
            next.forEach((partition, offset) -> {
                if (assigned.contains(partition) && isOf(known.get(partition.topic()), offset)) {
                    done.put(partition, offset);
                }
            });
        }
        return done;
    }

    /** Notes that the partitions are no longer assigned. */
    void leave(Collection<TopicPartition> partitions) {
        next.keySet().removeAll(partitions);
        reached.keySet().removeAll(partitions);
    }

    /** Notes what the consumer has read, acknowledged or not. */
    void polled(ConsumerRecords<byte[], byte[]> batch) {
        next.putAll(batch.nextOffsets());
    }

    /** Returns where the batch, which is not empty, was read. */
    ReadRange range(ConsumerRecords<byte[], byte[]> batch) {
        Map<TopicPartition, Long> from = new HashMap<>();
        for (TopicPartition partition : batch.partitions()) {
            from.put(partition, reached.get(partition));
            reached.put(partition, batch.nextOffsets().get(partition).offset());
        }
        return new ReadRange(known, from);
    }

    /** Returns the assigned partitions as those that may be out of range. */
    OutOfRange outOfRange() {
        return new OutOfRange(next);
    }

    /** Notes that the consumer continues after the break. */
    void continueAfter(LogBreak at) {
        at.next().forEach((partition, offset) -> {
            next.replace(partition, new OffsetAndMetadata(offset));
            reached.replace(partition, offset);
        });
    }
}
