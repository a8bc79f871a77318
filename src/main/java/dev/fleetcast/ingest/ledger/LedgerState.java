package dev.fleetcast.ingest.ledger;

import dev.fleetcast.ingest.record.IngestConfig;
import dev.fleetcast.kafka.GroupReader;
import dev.fleetcast.kafka.KafkaClients;
import dev.fleetcast.kafka.TopicSource;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** The ledger's lag and its dead letters, queried from Kafka on each call. Blocks. */
@ThreadSafe
@ApplicationScoped
class LedgerState {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final KafkaClients kafka;
    private final TopicSource source;
    private final Set<String> feed;
    private final Set<String> deadLetters;

    LedgerState(KafkaClients kafka, TopicSource source, IngestConfig config) {
        this.kafka = kafka;
        this.source = source;
        this.feed = config.topics();
        this.deadLetters = Set.of(config.deadLetterTopic());
    }

    /**
     * The state of the deployment.
     *
     * @param ledgerLag records of the feed that the ledger must still process
     * @param deadLetters the number of dead letters in Kafka
     * @param newest the newest dead letters, newest first
     */
    record Seen(long ledgerLag, long deadLetters, List<DeadLetter> newest) {}

    /**
     * Returns the state with up to {@code letters} dead letters.
     *
     * @throws KafkaException when Kafka does not respond in time
     */
    Seen look(int letters) {
        try (Consumer<byte[], byte[]> consumer = kafka.exactConsumer()) {
            Collection<TopicPartition> read = partitions(consumer, feed);
            long lag = lag(
                    consumer.beginningOffsets(read, PATIENCE),
                    consumer.endOffsets(read, PATIENCE),
                    committed(),
                    source::idOf);
            Collection<TopicPartition> box = partitions(consumer, deadLetters);
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(box, PATIENCE);
            Map<TopicPartition, Long> ends = consumer.endOffsets(box, PATIENCE);
            long total = box.stream()
                    .mapToLong(partition -> ends.get(partition) - begins.get(partition))
                    .sum();
            return new Seen(lag, total, newest(consumer, begins, ends, letters));
        }
    }

    private static Collection<TopicPartition> partitions(Consumer<?, ?> consumer, Set<String> topics) {
        return topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic, PATIENCE).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    /**
     * Returns the number of records after the committed offsets; all records of a partition without one, or with one
     * that belongs to a former topic of that name.
     *
     * @param ids returns Kafka's ids of topics
     */
    static long lag(
            Map<TopicPartition, Long> begins,
            Map<TopicPartition, Long> ends,
            Map<TopicPartition, OffsetAndMetadata> committed,
            Function<String, Optional<String>> ids) {
        return ends.entrySet().stream()
                .mapToLong(end -> {
                    TopicPartition partition = end.getKey();
                    long reached = Optional.ofNullable(committed.get(partition))
                            .filter(offset -> ids.apply(partition.topic())
                                    .filter(id -> GroupReader.isVoid(offset, id))
                                    .isEmpty())
                            .map(OffsetAndMetadata::offset)
                            .orElse(0L);
                    return Math.max(0, end.getValue() - Math.max(reached, begins.get(partition)));
                })
                .sum();
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() {
        try (Admin admin = kafka.admin()) {
            return admin.listConsumerGroupOffsets(LedgerOffsets.GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new KafkaException("Cannot read committed offsets", failed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new KafkaException(stopping);
        }
    }

    private static List<DeadLetter> newest(
            Consumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> begins,
            Map<TopicPartition, Long> ends,
            int wanted) {
        Map<TopicPartition, Long> unread = new HashMap<>(ends);
        consumer.assign(ends.keySet());
        ends.forEach((partition, end) -> consumer.seek(partition, Math.max(begins.get(partition), end - wanted)));
        List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!unread.isEmpty() && System.nanoTime() < deadline) {
            consumer.poll(Duration.ofMillis(200)).forEach(letters::add);
            unread.entrySet().removeIf(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
        }
        return letters.stream()
                .sorted(Comparator.<ConsumerRecord<byte[], byte[]>>comparingLong(ConsumerRecord::timestamp)
                        .reversed())
                .limit(wanted)
                .map(DeadLetter::of)
                .toList();
    }
}
