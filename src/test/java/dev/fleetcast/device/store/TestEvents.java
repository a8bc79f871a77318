package dev.fleetcast.device.store;

import dev.fleetcast.device.event.DeviceEvent;
import dev.fleetcast.device.event.DeviceEventRecord;
import dev.fleetcast.device.key.KeyedEvent;
import dev.fleetcast.device.key.TsMembers;
import dev.fleetcast.kafka.KafkaTopic;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/** A simulated topic of device events, and the batches that a group reads of it. */
public final class TestEvents {

    public static final String TOPIC = "fleet.device-events";
    public static final Instant PUBLISHED = Instant.parse("2026-11-29T12:00:00.125Z");

    public final UnicastProcessor<Message<ConsumerRecords<byte[], byte[]>>> batches = UnicastProcessor.create();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final Map<String, KafkaTopic> topics = new HashMap<>();
    private long next;

    public TestEvents() {
        recreate("generation-1");
    }

    /** Makes the topic anew: offsets begin again. */
    public void recreate(String generation) {
        topics.put(TOPIC, new KafkaTopic(generation, 1, Set.of()));
        next = 0;
    }

    Map<String, KafkaTopic> lookup(Set<String> names) {
        return Map.copyOf(topics);
    }

    public TopicGeneration generation() {
        return new TopicGeneration(TOPIC, this::lookup);
    }

    /** The reading of records of devices of any name. */
    public static EventReading reading() {
        return reading(key -> !key.startsWith("unknown"), () -> true);
    }

    /** The reading of records of these devices. */
    static EventReading reading(Predicate<String> devices, BooleanSupplier refresh) {
        return new EventReading(key -> Optional.of(key).filter(devices), refresh, new TsMembers(List.of()));
    }

    /** The next record of the topic. */
    public ConsumerRecord<byte[], byte[]> record(String device, String value) {
        return new ConsumerRecord<>(
                TOPIC,
                0,
                next++,
                PUBLISHED.toEpochMilli(),
                TimestampType.CREATE_TIME,
                -1,
                -1,
                device.getBytes(StandardCharsets.UTF_8),
                value == null ? null : value.getBytes(StandardCharsets.UTF_8),
                new RecordHeaders(),
                Optional.empty());
    }

    /** The next record, of an event with that data. */
    public ConsumerRecord<byte[], byte[]> event(String device, String name, String data) {
        byte[] value = DeviceEventRecord.write(TOPIC, DeviceEvent.ofDevice(device, name, data, 60, false, PUBLISHED))
                .value();
        return record(device, new String(value, StandardCharsets.UTF_8));
    }

    /** An event as it is stored. */
    public KeyedEvent keyed(String device, String name, String data) {
        return reading().read(event(device, name, data), "generation-1").event();
    }

    /** Hands a batch to the group. */
    public void feed(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<TopicPartition, OffsetAndMetadata> offsets = Map.of();
        ConsumerRecords<byte[], byte[]> batch =
                new ConsumerRecords<>(Map.of(new TopicPartition(TOPIC, 0), new ArrayList<>(records)), offsets);
        Metadata metadata = Metadata.of(new IncomingKafkaRecordBatchMetadata<>(batch, "test", Map.of()));
        batches.onNext(Message.of(batch, metadata, () -> {
            acknowledged.incrementAndGet();
            return CompletableFuture.completedFuture(null);
        }));
    }

    public int acknowledged() {
        return acknowledged.get();
    }

    public void awaitAcknowledged(int number) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> acknowledged.get() == number);
    }
}
