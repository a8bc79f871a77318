package dev.fleetcast.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetcast.testing.TestMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageDecoderTest {

    @SuppressWarnings("unused")
    private static final Iterable<String> TYPES = MessageDecoder.TYPES;

    private final MessageDecoder decoder = new MessageDecoder();

    @Test
    void readsTheUsualMessageAsItIs() throws Exception {
        String json = """
                {"message_ver":1,"message_type":"gps","gateway":"gw1.fleet.example","port":5027,"transmission":"tcp",
                 "timestamp":"2026-02-16T13:51:32+00:00","source":"device","seq_no":15,"valid":true,
                 "device":{"identifier":"imei","imei":"359568052512345","serial_no":null,"firm_ver":"V2.20","type":"teltonika","model":"fmb920"},
                 "gps":{"timestamp":"2026-02-16T13:51:30+00:00","latitude":30.26715,"longitude":-97.74306,"altitude":149.0,"speed":42.5,
                        "heading":112.0,"satellites":9,"activity":"driving","odometer":120345,"hdop":0.9,"fix":["fixed"]},
                 "events":[["SPEEDING:START",[["value",62]]]],
                 "sensors":[["ignition","on"],["ebat_volts",27.9],["fuel_level",61.5]],"inputs":"10000000","outputs":"00"}""";

        TelemetryMessage message = decoder.decode(json.getBytes(StandardCharsets.UTF_8));

        assertThat(message.type()).isEqualTo("gps");
        assertThat(message.fixTime()).contains(Instant.parse("2026-02-16T13:51:30Z"));
        assertThat(message.imei()).contains("359568052512345");
        assertThat(message.serialNo()).isEmpty();
        assertThat(message.tree()).hasToString(json.replaceAll("\\s+", ""));
    }

    @ParameterizedTest
    @FieldSource("TYPES")
    void readsEveryMessageType(String type) throws Exception {
        byte[] json = TestMessage.of(type).with("gps", "{}").bytes();

        assertThat(decoder.decode(json).type()).isEqualTo(type);
    }

    @Test
    void readsAnEventMessageWithItsOwnKindOfSource() throws Exception {
        byte[] json = TestMessage.of("event")
                .with("event_code", "\"PANIC\"")
                .with("source", "{\"key\":\"driver\",\"label\":\"Driver\",\"value\":\"Ada\",\"url\":null}")
                .with("location", "{\"latitude\":30.2,\"longitude\":-97.7,\"address\":\"Congress Ave\"}")
                .with("data", "[{\"key\":\"speed\",\"label\":\"Speed\",\"value\":62}]")
                .with("pools", "[1,2]")
                .bytes();

        TelemetryMessage message = decoder.decode(json);

        assertThat(message.tree().path("source").path("value").textValue()).isEqualTo("Ada");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-02-16T13:51:30+00:00     | 2026-02-16T13:51:30Z
            2026-02-16T15:51:30+02:00     | 2026-02-16T13:51:30Z
            2026-02-16T13:51:30Z          | 2026-02-16T13:51:30Z
            2026-02-16T13:51:30.123456Z   | 2026-02-16T13:51:30.123456Z
            2026-02-16T13:51Z             | 2026-02-16T13:51:00Z
            2026-02-16T13:51:30+0000      | 2026-02-16T13:51:30Z
            2026-02-16T13:51:30-06        | 2026-02-16T19:51:30Z
            """)
    void readsIsoTimesWithOffset(String text, Instant time) throws Exception {
        byte[] json = TestMessage.gps().fixedAt(text).bytes();

        assertThat(decoder.decode(json).fixTime()).contains(time);
    }

    @Test
    void readsAMessageOfADeviceThatDoesNotKnowTheTime() throws Exception {
        byte[] json = TestMessage.gps().with("gps.timestamp", "null").bytes();

        assertThat(decoder.decode(json).fixTime()).isEmpty();
    }

    @Test
    void refusesARecordWithoutValue() {
        assertRefused(null, "value: must not be null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "[{}]", "\"gps\"", "15", "true"})
    void refusesOtherJsonThanAnObject(String json) {
        assertRefused(json, "value: must be a JSON object");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"message_type\":\"gps\"",
                "{'message_type':'gps'}",
                "{\"message_type\":gps}",
                "{\"a\":01}",
                "{\"a\":NaN}",
                "{\"a\":1,}",
                "{\"a\":\"\n\"}",
                "{} {}",
                "{}x",
                "nul",
                "\u0000"
            })
    void refusesMalformedJson(String json) {
        assertRefusedStartingWith(json, "value: must be well-formed JSON");
    }

    @Test
    void refusesMalformedUtf8() {
        byte[] latin1 = "{\"message_type\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> decoder.decode(latin1))
                .isInstanceOf(InvalidMessageException.class)
                .hasMessageStartingWith("value: ");
    }

    @Test
    void reportsThePlaceOfMalformedJsonWithoutItsText() {
        assertRefused("{\"message_ver\":1,\n\"secret\":oops}", "value: must be well-formed JSON (line 2, column 10)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            message_ver  | 2          | message_ver: must be 1
            message_ver  | 1.0        | message_ver: must be 1
            message_ver  | "1"        | message_ver: must be 1
            message_ver  | null       | message_ver: must be 1
            message_type | null       | message_type: is required, one of daily, event, gps, heartbeat, history, monthly, register, status, trip, weekly
            message_type | 1          | message_type: must be one of daily, event, gps, heartbeat, history, monthly, register, status, trip, weekly
            message_type | "ping"     | message_type: must be one of daily, event, gps, heartbeat, history, monthly, register, status, trip, weekly
            message_type | "GPS"      | message_type: must be one of daily, event, gps, heartbeat, history, monthly, register, status, trip, weekly
            message_type | "gps\\n"   | message_type: must be one of daily, event, gps, heartbeat, history, monthly, register, status, trip, weekly
            timestamp    | "yesterday"| timestamp: must be an ISO 8601 date and time with offset
            gps.timestamp| ""         | gps.timestamp: must be an ISO 8601 date and time with offset
            gps.timestamp| "2026-02-16T13:51:30"       | gps.timestamp: must be an ISO 8601 date and time with offset
            gps.timestamp| "2026-02-30T13:51:30Z"      | gps.timestamp: must be an ISO 8601 date and time with offset
            gps.timestamp| "2026-02-16T13:51:30+25:00" | gps.timestamp: must be an ISO 8601 date and time with offset
            gps.timestamp| "2026-02-16T24:00:00Z"      | gps.timestamp: must be an ISO 8601 date and time with offset
            gps.timestamp| "2026-02-16 13:51:30+00:00" | gps.timestamp: must be an ISO 8601 date and time with offset
            gps          | null       | gps: a gps message must have a position object
            gps          | []         | gps: must be an object
            gps          | "x"        | gps: must be an object
            """)
    void refusesABrokenRuleByItsName(String path, String value, String reason) {
        assertRefused(TestMessage.gps().with(path, value).json(), reason);
    }

    @Test
    void refusesAGpsMessageWithoutPositionObject() {
        assertRefused(TestMessage.gps().without("gps").json(), "gps: a gps message must have a position object");
    }

    @Test
    void refusesAMessageWithoutType() {
        assertRefused(
                "{\"message_ver\":1}",
                "message_type: is required, one of daily, event, gps, heartbeat, history, monthly, register, status, trip, weekly");
    }

    @Test
    void refusesNestingThatCouldExhaustTheStack() {
        String nested = "{\"message_type\":\"status\",\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        assertRefusedStartingWith(
                nested, "value: must be JSON of at most 1000 levels, with numbers of at most 1000 digits");
    }

    @Test
    void takesNestingThatIsOnlyUnusual() throws Exception {
        String nested = "[".repeat(999) + "]".repeat(999);

        TelemetryMessage message =
                decoder.decode(TestMessage.of("status").with("x", nested).bytes());

        assertThat(message.tree().path("x")).hasToString(nested);
    }

    @Test
    void takesTheLastOfTwoFieldsOfOneName() throws Exception {
        JsonNode tree = decoder.parse(bytes("{\"a\":1,\"a\":2}"));

        assertThat(tree).hasToString("{\"a\":2}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "27.90",
                "0.10000000000000000000000001",
                "12345678901234567890123",
                "-3.141592653589793238462643383279502884197",
                "1E+1000000",
                "1E-1000000"
            })
    void keepsEveryDigitOfANumber(String number) throws Exception {
        TelemetryMessage message =
                decoder.decode(TestMessage.gps().with("x_vendor", number).bytes());

        assertThat(message.tree().path("x_vendor")).hasToString(number);
    }

    @Test
    void refusesANumberOfTooManyExponentDigits() {
        assertRefused(
                "{\"message_type\":\"status\",\"x\":1E99999999999}", "value: must not contain a number out of range");
    }

    @Test
    void keepsUnknownFields() throws Exception {
        String unknown = "{\"µ\":[null,true,\"\\u0000\",{}],\"\":\"👍 \\u2028\"}";

        TelemetryMessage message =
                decoder.decode(TestMessage.gps().with("gps.x_vendor", unknown).bytes());

        assertThat(message.tree().path("gps").path("x_vendor")).isEqualTo(decoder.parse(bytes(unknown)));
    }

    private void assertRefused(String json, String reason) {
        assertThatThrownBy(() -> decoder.decode(bytes(json)))
                .isInstanceOf(InvalidMessageException.class)
                .hasMessage(reason);
    }

    private void assertRefusedStartingWith(String json, String reason) {
        assertThatThrownBy(() -> decoder.decode(bytes(json)))
                .isInstanceOf(InvalidMessageException.class)
                .hasMessageStartingWith(reason);
    }

    private static byte[] bytes(String json) {
        return json == null ? null : json.getBytes(StandardCharsets.UTF_8);
    }
}
