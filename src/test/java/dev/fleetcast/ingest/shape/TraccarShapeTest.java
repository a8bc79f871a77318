package dev.fleetcast.ingest.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetcast.telemetry.InvalidMessageException;
import dev.fleetcast.telemetry.MessageDecoder;
import dev.fleetcast.telemetry.TelemetryMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records in the form that Traccar's forwarding to Kafka has. */
class TraccarShapeTest {

    private static final String DEVICE = """
            "device":{"id":7,"attributes":{},"groupId":0,"name":"Van 12","uniqueId":"359568052512345","status":"online",
             "lastUpdate":"2026-02-16T13:51:32.000+00:00","positionId":0,"phone":null,"model":"FMB920","contact":null}""";
    private static final String POSITION = """
            "position":{"id":0,"attributes":{"ignition":true,"sat":9,"hdop":0.9,"odometer":120345678.0,"power":27.9,
             "alarm":"hardBraking,sos","motion":true,"distance":12.5,"raw":null},"deviceId":7,"protocol":"teltonika",
             "serverTime":"2026-02-16T13:51:33.000+00:00","deviceTime":"2026-02-16T13:51:32.000+00:00",
             "fixTime":"2026-02-16T13:51:30.000+00:00","outdated":false,"valid":true,"latitude":30.26715,
             "longitude":-97.74306,"altitude":149.0,"speed":22.948,"course":112.0,"address":null,"accuracy":0.0,
             "network":null,"geofenceIds":null}""";

    private final MessageDecoder decoder = new MessageDecoder();
    private final Shape shape = new TraccarShape();

    @Test
    void positionIsAGpsMessage() throws InvalidMessageException {
        TelemetryMessage message = message("{" + POSITION + "," + DEVICE + "}");

        JsonNode tree = message.tree();
        assertThat(message.isPosition()).isTrue();
        assertThat(message.fixTime()).contains(Instant.parse("2026-02-16T13:51:30Z"));
        assertThat(message.imei()).contains("359568052512345");
        assertThat(tree.path("timestamp").asText()).startsWith("2026-02-16T13:51:32");
        assertThat(tree.at("/device/type").asText()).isEqualTo("teltonika");
        assertThat(tree.at("/device/model").asText()).isEqualTo("FMB920");
        assertThat(tree.at("/gps/latitude").decimalValue()).isEqualTo("30.26715");
        assertThat(tree.at("/gps/longitude").decimalValue()).isEqualTo("-97.74306");
        assertThat(tree.at("/gps/speed").decimalValue()).isEqualTo("42.5");
        assertThat(tree.at("/gps/heading").asInt()).isEqualTo(112);
        assertThat(tree.at("/gps/satellites").asInt()).isEqualTo(9);
        assertThat(tree.at("/gps/odometer").decimalValue()).isEqualByComparingTo("120345.678");
        assertThat(tree.path("events")).hasToString("[[\"HARSH:BRAKING\"],[\"PANIC\"]]");
        assertThat(tree.path("sensors").toString())
                .contains("[\"ignition\",\"on\"]", "[\"power\",27.9]", "[\"motion\",true]")
                .doesNotContain("alarm", "hdop");
    }

    @Test
    void eventIsAnEventMessageWithItsPosition() throws InvalidMessageException {
        TelemetryMessage message = message("""
                {"event":{"id":3,"attributes":{"speed":50},"deviceId":7,"type":"deviceOverspeed",
                 "eventTime":"2026-02-16T13:51:32.000+00:00","positionId":11,"geofenceId":0,"maintenanceId":0},%s,%s}
                """.formatted(POSITION, DEVICE));

        assertThat(message.type()).isEqualTo("event");
        assertThat(message.isNotable()).isTrue();
        assertThat(message.tree().path("events")).hasToString("[[\"SPEEDING:START\",[[\"value\",92.6]]]]");
        assertThat(message.tree().at("/gps/latitude").isNumber()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "ignitionOn,0,ACC:ON",
        "geofenceEnter,4,ZONE:ENTER:4",
        "geofenceExit,0,ZONE:EXIT",
        "deviceOnline,0,TRACCAR:DEVICE_ONLINE"
    })
    void eventWithoutAPositionHasItsCode(String type, int geofence, String code) throws InvalidMessageException {
        TelemetryMessage message = message("""
                {"event":{"type":"%s","geofenceId":%d,"eventTime":1771249892000,"attributes":{}},%s}
                """.formatted(type, geofence, DEVICE));

        assertThat(message.tree().path("events")).hasToString("[[\"" + code + "\"]]");
        assertThat(message.tree().path("timestamp").asText()).isEqualTo("2026-02-16T13:51:32Z");
    }

    @Test
    void alarmEventHasTheCodeOfItsAlarm() throws InvalidMessageException {
        TelemetryMessage message = message("""
                {"event":{"type":"alarm","attributes":{"alarm":"tow"}},%s}
                """.formatted(DEVICE));

        assertThat(message.tree().path("events")).hasToString("[[\"TOWING:START\"]]");
    }

    @Test
    void alarmWithoutACodeOfItsOwnKeepsItsName() {
        assertThat(TraccarEvents.ofAlarm("laneChange")).isEqualTo("ALARM:LANE_CHANGE");
    }

    @Test
    void invalidAndOutdatedPositionsAreMarked() throws InvalidMessageException {
        JsonNode tree = message("{\"position\":{\"valid\":false,\"outdated\":true,\"latitude\":1,\"longitude\":2},"
                        + "\"device\":{\"uniqueId\":\"SN-1\"}}")
                .tree();

        assertThat(tree.path("valid").asBoolean(true)).isFalse();
        assertThat(tree.at("/gps/fix/0").asText()).isEqualTo("last_known");
        assertThat(tree.at("/device/serial_no").asText()).isEqualTo("SN-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "7",
                "null",
                "{\"position\":[]}",
                "{\"position\":{}}",
                "{\"position\":{},\"device\":{\"uniqueId\":\"\"}}",
                "{\"event\":{},\"device\":{\"uniqueId\":\"1\"}}",
                "{\"position\":{\"latitude\":91,\"longitude\":0},\"device\":{\"uniqueId\":\"1\"}}",
                "{\"position\":{\"latitude\":1},\"device\":{\"uniqueId\":\"1\"}}",
                "{\"position\":{\"fixTime\":\"soon\"},\"device\":{\"uniqueId\":\"1\"}}",
                "{\"position\":{\"speed\":1e600000000},\"device\":{\"uniqueId\":\"1\"}}",
                "{\"position\":{\"attributes\":{\"odometer\":1e600000000}},\"device\":{\"uniqueId\":\"1\"}}",
                "{\"event\":{\"type\":\"deviceOverspeed\",\"attributes\":{\"speed\":1e600000000}},\"device\":{\"uniqueId\":\"1\"}}"
            })
    @Timeout(value = 5, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void unusableRecordsAreRefusedWithAReason(String record) {
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> message(record))
                .withMessageMatching("[a-zA-Z.]+: .+");
    }

    @Test
    void unknownShapeIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Shapes(Map.of("a", "tracker"), Map.of(), Set.of()))
                .withMessage("fleetcast.ingest.shapes.\"a\" must be universal, traccar or mapping:<name>, not tracker");
    }

    private TelemetryMessage message(String record) throws InvalidMessageException {
        return decoder.decode(shape.message(decoder.parse(record.getBytes(StandardCharsets.UTF_8))));
    }
}
