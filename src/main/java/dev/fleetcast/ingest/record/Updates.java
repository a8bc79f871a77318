package dev.fleetcast.ingest.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.fleet.MessageExtension;
import dev.fleetcast.ingest.record.RecordInterpreter.Interpretation.Accepted;
import dev.fleetcast.stream.event.Update;
import dev.fleetcast.telemetry.LastKnownPositions.Timeliness;
import dev.fleetcast.telemetry.RecordOffset;
import dev.fleetcast.telemetry.TelemetryMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Extends messages, and creates updates from records, for the feed and for backfills. */
public final class Updates {

    private Updates() {}

    /** The record's offset in its partition. */
    public static RecordOffset position(ConsumerRecord<?, ?> record) {
        return new RecordOffset(record.topic(), record.partition(), record.offset());
    }

    /** Kafka's time of the record. */
    public static Instant time(ConsumerRecord<?, ?> record) {
        return Instant.ofEpochMilli(record.timestamp());
    }

    /** Creates the update of a record interpreted as {@code accepted}, whose tree it modifies. */
    public static Update update(
            ConsumerRecord<?, ?> record,
            Accepted accepted,
            Timeliness timeliness,
            TripFields trips,
            Instant receivedAt,
            long sequence) {
        TelemetryMessage message = accepted.message();
        FleetUnit unit = accepted.unit();
        boolean notable = message.isNotable();
        boolean current = message.isPosition() && !timeliness.late();
        if (!accepted.isFinding()) {
            trips.addTo(message, unit, timeliness, time(record));
        }
        ObjectNode extended = extend(message, unit, timeliness, receivedAt);
        Update update = new Update(
                unit.id(),
                unit.vehicle() == null ? null : unit.vehicle().id(),
                message.type(),
                extended.toString().getBytes(StandardCharsets.UTF_8),
                sequence,
                time(record),
                position(record));
        if (notable) {
            update.asNotable();
        }
        if (current) {
            update.asCurrent().at(message.report().place());
        }
        return accepted.isFinding() ? update.found() : update;
    }

    /** Adds the registry's data and the gateway's own fields to the message's tree, and returns it. */
    public static ObjectNode extend(
            TelemetryMessage message, FleetUnit unit, Timeliness timeliness, Instant receivedAt) {
        ObjectNode extended = MessageExtension.extend(message.tree(), unit);
        extended.put("received_at", receivedAt.truncatedTo(ChronoUnit.MILLIS).toString());
        extended.put("late", timeliness.late());
        if (timeliness.clockAhead()) {
            extended.put("clock_ahead", true);
        } else {
            extended.remove("clock_ahead");
        }
        return extended;
    }
}
