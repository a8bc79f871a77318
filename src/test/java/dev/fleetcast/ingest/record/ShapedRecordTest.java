package dev.fleetcast.ingest.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.fleet.TestFleet;
import dev.fleetcast.ingest.TestRecord;
import dev.fleetcast.ingest.record.RecordInterpreter.Interpretation.Accepted;
import dev.fleetcast.ingest.record.RecordInterpreter.Interpretation.Rejected;
import dev.fleetcast.telemetry.InvalidMessageException;
import dev.fleetcast.telemetry.MessageDecoder;
import dev.fleetcast.testing.Settings;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Records of a topic with a shape. */
class ShapedRecordTest {

    private static final String POSITION = """
            {"position":{"valid":true,"fixTime":"2026-02-16T13:51:30.000+00:00","latitude":30.2,"longitude":-97.7},
             "device":{"id":2,"uniqueId":"SN-1"}}""";

    private final RecordInterpreter interpreter = new RecordInterpreter(
            TestFleet.directory(TestFleet.unit(1, null, "SN-1"), TestFleet.unit(2, null, "SN-2")),
            Settings.of(IngestConfig.class, Map.of("fleetcast.ingest.shapes.\"" + TestRecord.TOPIC + "\"", "traccar")),
            () -> "fleet.trips");

    @Test
    void nameTheirUnitThemselvesWhateverTheirKey() throws InvalidMessageException {
        ConsumerRecord<byte[], byte[]> record = TestRecord.of("2", POSITION);

        Accepted accepted = (Accepted) interpreter.interpret(record);

        assertThat(accepted.unit().id().value()).isEqualTo(1);
        assertThat(accepted.report().hasPosition()).isTrue();
        assertThat(new MessageDecoder().decode(accepted.raw()).tree())
                .isEqualTo(accepted.message().tree());
        assertThat(interpreter.unitByKey(record)).isEmpty();
    }

    @Test
    void nameTheirUnitByTheirKeyIfTheMappingSaysSo() {
        RecordInterpreter mapped = new RecordInterpreter(
                TestFleet.directory(TestFleet.unit(1, null, "SN-1")),
                Settings.of(
                        IngestConfig.class,
                        Map.of(
                                "fleetcast.ingest.shapes.\"" + TestRecord.TOPIC + "\"",
                                "mapping:keyed",
                                "fleetcast.ingest.mappings.keyed.latitude",
                                "/lat",
                                "fleetcast.ingest.mappings.keyed.longitude",
                                "/lon")),
                () -> "fleet.trips");

        assertThat(mapped.interpret(TestRecord.of("SN-1", "{\"lat\":1,\"lon\":2}")))
                .isInstanceOf(Accepted.class);
        assertThat(mapped.interpret(TestRecord.of("SN-9", "{\"lat\":1,\"lon\":2}")))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.unknownKey()).isEqualTo("SN-9"));
    }

    @Test
    void unknownDeviceIsTheOneInTheRecord() {
        assertThat(interpreter.interpret(TestRecord.of("2", POSITION.replace("SN-1", "SN-9"))))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.unknownKey()).isEqualTo("SN-9"));
    }

    @Test
    void areNeverOnlyGlancedAt() {
        assertThat(interpreter.glance(TestRecord.of("2", POSITION), unit -> false))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void areRefusedInTheirOwnWords() {
        assertThat(interpreter.interpret(TestRecord.of("2", "{\"position\":{}}")))
                .isEqualTo(new Rejected("device.uniqueId: is required"));
    }

    @Test
    void universalMessagesAreNotOfTheShape() {
        assertThat(interpreter.interpret(TestRecord.of("1", "{\"message_type\":\"heartbeat\"}")))
                .isEqualTo(new Rejected("position: must be an object, as Traccar forwards it"));
    }
}
