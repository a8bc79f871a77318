package dev.fleetcast.history.current;

import dev.fleetcast.history.recorder.RecorderConfig;
import dev.fleetcast.history.recorder.RecorderOutput;
import dev.fleetcast.kafka.RequiredTopics;
import dev.fleetcast.kafka.Topics;
import dev.fleetcast.kafka.record.JsonTopic;
import dev.fleetcast.kafka.record.JsonTopics;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The compacted topic of the current trips of each unit; the key is the unit. */
@ThreadSafe
@ApplicationScoped
public class CurrentTripsTopic implements RequiredTopics {

    private static final int VERSION = 1;
    private static final int PARTITIONS = 1;
    private static final int MAX_PENDING = 1_000;

    private final String name;
    private final JsonTopic topic;

    CurrentTripsTopic(RecorderConfig config, JsonTopics topics, RecorderOutput out) {
        this.name = config.currentTripsTopic();
        this.topic = topics.topic(VERSION, record -> out.send(bytes(record)), MAX_PENDING);
    }

    @Override
    public Collection<NewTopic> describe(Topics topics) {
        return List.of(topics.table(name, PARTITIONS));
    }

    String name() {
        return name;
    }

    /** Completes when Kafka has them all; fails after some seconds. */
    public Uni<Void> write(Map<Long, OwnedTrips> trips) {
        List<Uni<Void>> writes = trips.entrySet().stream()
                .map(unit -> topic.write(unit.getKey().toString(), unit.getValue()))
                .toList();
        return writes.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join().all(writes).andFailFast().replaceWithVoid();
    }

    /** Returns the unit of a record; empty for a record that no replica has written. */
    Optional<UnitId> unit(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(new UnitId(Long.parseLong(new String(record.key(), StandardCharsets.US_ASCII))));
        } catch (RuntimeException foreign) {
            return topic.skip(record);
        }
    }

    Optional<OwnedTrips> trips(ConsumerRecord<byte[], byte[]> record) {
        return topic.read(record, OwnedTrips.class);
    }

    private ProducerRecord<byte[], byte[]> bytes(Record<String, String> record) {
        return new ProducerRecord<>(
                name,
                record.key().getBytes(StandardCharsets.US_ASCII),
                record.value().getBytes(StandardCharsets.UTF_8));
    }
}
