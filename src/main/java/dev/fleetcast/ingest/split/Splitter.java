package dev.fleetcast.ingest.split;

import dev.fleetcast.ingest.shape.RecordSplit;
import dev.fleetcast.kafka.ConsumerThread;
import dev.fleetcast.kafka.KafkaClients;
import dev.fleetcast.kafka.consumer.Unread;
import dev.fleetcast.kafka.record.DeadLetters;
import dev.fleetcast.telemetry.InvalidMessageException;
import dev.fleetcast.telemetry.RecordOffset;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Splits the records of topics, on its own thread; the replicas share the partitions in one consumer group. What a batch
 * becomes and how far it was read are one transaction of Kafka: each part is written once, whatever fails. Parts keep the
 * partition, the order, the key, the headers and the time of their record.
 */
final class Splitter implements AutoCloseable {

    static final String GROUP = "fleetcast-split";

    private static final Duration POLL = Duration.ofMillis(500);

    private final Map<String, Target> targets;
    private final String deadLetterTopic;
    private final KafkaClients kafka;
    private final String transactions;
    private final IntConsumer deadLetters;
    private final ConsumerThread thread = new ConsumerThread(GROUP, this::read);
    /** Records that became too large for their topic: the next attempt makes short dead letters of them. */
    private final Set<RecordOffset> tooLarge = ConcurrentHashMap.newKeySet();

    /**
     * Where the parts of a record go.
     *
     * @param split makes the parts
     * @param topic their topic
     */
    record Target(RecordSplit split, String topic) {}

    /**
     * @param targets by the topic to split
     * @param transactions the name of this replica's transactions, unique among the replicas
     * @param deadLetters counts records that cannot be split
     */
    Splitter(
            Map<String, Target> targets,
            String deadLetterTopic,
            KafkaClients kafka,
            String transactions,
            IntConsumer deadLetters) {
        this.targets = targets;
        this.deadLetterTopic = deadLetterTopic;
        this.kafka = kafka;
        this.transactions = transactions;
        this.deadLetters = deadLetters;
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        thread.stop();
    }

    private void read() {
        // Earliest: a topic that is new to the group, was recreated or has lost records.
        Map<String, Object> earliest = Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        try (Consumer<byte[], byte[]> in = thread.use(kafka.groupConsumer(GROUP, earliest));
                Producer<byte[], byte[]> out = kafka.transactionalProducer(transactions)) {
            out.initTransactions();
            in.subscribe(targets.keySet());
            while (!thread.isStopping()) {
                split(in, out);
                thread.progressed();
            }
        }
    }

    /** A failure leaves the transaction open: the next producer of this name ends it, and reading begins at its start. */
    private void split(Consumer<byte[], byte[]> in, Producer<byte[], byte[]> out) {
        ConsumerRecords<byte[], byte[]> batch = in.poll(POLL);
        if (batch.isEmpty()) {
            return;
        }
        int letters = 0;
        Map<String, Integer> partitions = new HashMap<>();
        out.beginTransaction();
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            RecordOffset place = new RecordOffset(record.topic(), record.partition(), record.offset());
            Target target = targets.get(record.topic());
            try {
                int width = partitions.computeIfAbsent(
                        target.topic(), topic -> out.partitionsFor(topic).size());
                for (byte[] part : parts(record, place, target)) {
                    out.send(of(record, target.topic(), width, part), (written, refused) -> note(refused, place));
                }
            } catch (InvalidMessageException invalid) {
                letters++;
                out.send(letter(record, place, invalid.getMessage()), (written, refused) -> note(refused, place));
            }
        }
        out.sendOffsetsToTransaction(batch.nextOffsets(), in.groupMetadata());
        out.commitTransaction();
        tooLarge.clear();
        deadLetters.accept(letters);
    }

    private List<byte[]> parts(ConsumerRecord<byte[], byte[]> record, RecordOffset place, Target target)
            throws InvalidMessageException {
        if (Unread.is(record)) {
            throw new InvalidMessageException(Unread.reason(record).orElseThrow());
        }
        if (tooLarge.contains(place)) {
            throw new InvalidMessageException("value: is too large for topic " + target.topic());
        }
        return target.split().parts(record.value());
    }

    private void note(Exception refused, RecordOffset place) {
        if (refused instanceof RecordTooLargeException) {
            tooLarge.add(place);
        }
    }

    private static ProducerRecord<byte[], byte[]> of(
            ConsumerRecord<byte[], byte[]> record, String topic, int width, byte[] part) {
        return new ProducerRecord<>(
                topic,
                record.partition() % width,
                record.timestamp() < 0 ? null : record.timestamp(),
                record.key(),
                part,
                record.headers());
    }

    private ProducerRecord<byte[], byte[]> letter(
            ConsumerRecord<byte[], byte[]> record, RecordOffset place, String reason) {
        ProducerRecord<byte[], byte[]> letter = DeadLetters.of(deadLetterTopic, record, reason);
        return tooLarge.contains(place) ? DeadLetters.bare(letter) : letter;
    }
}
