package dev.fleetcast.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.ingest.Interpretation.Accepted;
import dev.fleetcast.telemetry.KafkaPosition;
import dev.fleetcast.telemetry.Passage;
import dev.fleetcast.telemetry.TelemetryMessage;
import dev.fleetcast.telemetry.Timeliness;
import dev.fleetcast.telemetry.Update;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Makes updates of records, whether they are read for the first time or again. */
final class UpdateMaker {

    private UpdateMaker() {}

    /** Where the record stands. */
    static KafkaPosition position(ConsumerRecord<?, ?> record) {
        return new KafkaPosition(record.topic(), record.partition(), record.offset());
    }

    /** Kafka's time of the record. */
    static Instant time(ConsumerRecord<?, ?> record) {
        return Instant.ofEpochMilli(record.timestamp());
    }

    /** The update of a record that turned out to be {@code accepted}, whose tree is changed. */
    static Update update(
            ConsumerRecord<?, ?> record, Accepted accepted, Timeliness timeliness, Instant receivedAt, long sequence) {
        return update(record, accepted, timeliness, receivedAt, sequence, null);
    }

    /** The same, for {@code passage} to be told of its way, unless that is null. */
    static Update update(
            ConsumerRecord<?, ?> record,
            Accepted accepted,
            Timeliness timeliness,
            Instant receivedAt,
            long sequence,
            Passage passage) {
        TelemetryMessage message = accepted.message();
        FleetUnit unit = accepted.unit();
        boolean notable = message.isNotable();
        boolean current = message.isPosition() && !timeliness.late();
        ObjectNode extended = Extension.extend(message, unit, timeliness, receivedAt);
        return new Update(
                unit.id(),
                unit.vehicle() == null ? null : unit.vehicle().id(),
                message.type(),
                notable,
                current,
                extended.toString().getBytes(StandardCharsets.UTF_8),
                sequence,
                time(record),
                position(record),
                passage);
    }
}
