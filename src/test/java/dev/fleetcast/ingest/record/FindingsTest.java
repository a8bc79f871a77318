package dev.fleetcast.ingest.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.fleet.TestFleet;
import dev.fleetcast.ingest.TestRecord;
import dev.fleetcast.ingest.record.RecordInterpreter.Interpretation.Accepted;
import dev.fleetcast.stream.event.Envelope;
import dev.fleetcast.telemetry.LastKnownPositions.Timeliness;
import dev.fleetcast.testing.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Trips that this deployment has found, beside those that devices send. */
class FindingsTest {

    private static final String TRIP = "{\"message_type\":\"trip\",\"active\":false}";

    /** The serial number of the first looks like the id of the second. */
    private final RecordInterpreter interpreter = new RecordInterpreter(
            TestFleet.directory(TestFleet.unit(1, null, "2"), TestFleet.unit(2, null, "SN-2")),
            Settings.of(IngestConfig.class, Map.of()),
            () -> "fleet.trips");

    @Test
    void areOfTheUnitWithThatIdOnly() {
        assertThat(accepted("fleet.trips", "2").unit().id().value()).isEqualTo(2);
        assertThat(accepted(TestRecord.TOPIC, "2").unit().id().value()).isEqualTo(1);
        assertThat(interpreter.unitByKey(record("fleet.trips", "SN-2"))).isEmpty();
        assertThat(interpreter.unitByKey(record("fleet.trips", "99999999999999999999")))
                .isEmpty();
    }

    @Test
    void areEventsOfTheirOwnType() {
        assertThat(frame("fleet.trips")).contains("\"type\":\"trip\",\"message_type\":\"trip\"");
        assertThat(frame(TestRecord.TOPIC)).contains("\"type\":\"gps\",\"message_type\":\"trip\"");
    }

    private String frame(String topic) {
        byte[] frame = Updates.update(
                        record(topic, "2"), accepted(topic, "2"), Timeliness.IN_TIME, TripFields.NONE, Instant.EPOCH, 1)
                .frame(Envelope.TELEMETRY);
        return new String(frame, StandardCharsets.UTF_8);
    }

    private Accepted accepted(String topic, String key) {
        return (Accepted) interpreter.interpret(record(topic, key));
    }

    private static ConsumerRecord<byte[], byte[]> record(String topic, String key) {
        return new ConsumerRecord<>(
                topic, 0, 0, key.getBytes(StandardCharsets.UTF_8), TRIP.getBytes(StandardCharsets.UTF_8));
    }
}
