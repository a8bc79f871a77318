package dev.fleetcast.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetcast.testing.TestMessage;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageFieldsTest {

    private static final String TEXT = "a string";
    private static final String NUMBER = "a number";
    private static final String INTEGER = "an integer";
    private static final String BOOLEAN = "true or false";
    private static final String OBJECT = "an object";
    private static final String ARRAY = "an array";

    /** One value of each JSON type, and the expectations it satisfies. */
    private static final Map<String, String> VALUES = Map.of(
            "\"x\"", TEXT, "1.5", NUMBER, "7", NUMBER + " " + INTEGER, "true", BOOLEAN, "{}", OBJECT, "[]", ARRAY);

    private static final Map<String, String> FIELDS = Map.of(
            TEXT,
            "gateway transmission source inputs outputs device.identifier device.imei device.serial_no device.firm_ver"
                    + " device.type device.model gps.activity",
            INTEGER,
            "port seq_no gps.satellites",
            NUMBER,
            "gps.altitude gps.speed gps.heading gps.odometer gps.trip_odo gps.hdop gps.vdop gps.pdop gps.tdop",
            BOOLEAN,
            "valid",
            OBJECT,
            "device network obd_ii",
            ARRAY,
            "gsm sims events sensors aux_inputs an_inputs can_bus gps.fix");

    record Case(String path, String value, String wanted) {}

    static Stream<Case> cases() {
        return FIELDS.entrySet().stream()
                .flatMap(fields -> Arrays.stream(fields.getValue().split(" "))
                        .flatMap(
                                path -> VALUES.keySet().stream().map(value -> new Case(path, value, fields.getKey()))));
    }

    static Stream<Case> wrongTypes() {
        return cases().filter(each -> !VALUES.get(each.value).contains(each.wanted));
    }

    static Stream<Case> rightTypes() {
        return cases().filter(each -> VALUES.get(each.value).contains(each.wanted));
    }

    static Stream<String> paths() {
        return cases().map(Case::path).distinct();
    }

    @ParameterizedTest
    @MethodSource("wrongTypes")
    void fieldOfAWrongTypeIsRefusedByName(Case field) {
        TestMessage message = TestMessage.gps().with(field.path, field.value);

        assertRefused(message, field.path + ": must be " + field.wanted);
    }

    @ParameterizedTest
    @MethodSource("rightTypes")
    void fieldOfTheRightTypeIsTaken(Case field) {
        assertTaken(TestMessage.gps().with(field.path, field.value));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void nullStandsForNotKnown(String path) {
        assertTaken(TestMessage.gps().with(path, "null"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gps.timestamp", "timestamp"})
    void timesAreStrings(String path) {
        assertRefused(TestMessage.gps().with(path, "1771249890"), path + ": must be a string");
    }

    @ParameterizedTest
    @CsvSource({
        "gps.latitude,  91,            90",
        "gps.latitude,  -90.0001,      90",
        "gps.latitude,  1E+1000000,    90",
        "gps.latitude,  '\"30.2\"',    90",
        "gps.latitude,  true,          90",
        "gps.latitude,  '[30.2]',      90",
        "gps.longitude, -181,          180",
        "gps.longitude, 180.00001,     180",
        "gps.longitude, 1E+1000000,    180",
        "gps.longitude, '{}',          180"
    })
    void coordinateOutOfRangeIsRefused(String path, String value, int degrees) {
        TestMessage message = TestMessage.gps().with(path, value);

        assertRefused(message, path + ": must be a number between -" + degrees + " and " + degrees);
    }

    @ParameterizedTest
    @CsvSource({"90, 180", "-90, -180", "90.0, 180.000", "0, 0", "-0.0, 1E-1000000"})
    void coordinateAtTheEdgeIsTaken(String latitude, String longitude) {
        assertTaken(TestMessage.gps().with("gps.latitude", latitude).with("gps.longitude", longitude));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gps.latitude", "gps.longitude"})
    void coordinatesComeTogetherOrNotAtAll(String missing) {
        assertRefused(TestMessage.gps().without(missing), "gps: latitude and longitude must come together");
        assertRefused(TestMessage.gps().with(missing, "null"), "gps: latitude and longitude must come together");
    }

    @Test
    void positionObjectMayBeWithoutAPosition() {
        assertTaken(TestMessage.gps().without("gps.latitude").without("gps.longitude"));
        assertTaken(TestMessage.gps().with("gps.latitude", "null").with("gps.longitude", "null"));
    }

    @Test
    void rulesHoldForMessagesOfEveryType() {
        assertRefused(TestMessage.of("status").with("valid", "\"yes\""), "valid: must be true or false");
        assertRefused(
                TestMessage.of("status").with("gps", "{\"latitude\":91,\"longitude\":0}"),
                "gps.latitude: must be a number between -90 and 90");
    }

    @Test
    void sourceOfAnEventMayBeAnObjectButNoOtherMessages() {
        assertTaken(TestMessage.of("event").with("source", "{\"key\":\"driver\"}"));
        assertTaken(TestMessage.of("event").with("source", "\"device\""));
        assertRefused(TestMessage.of("event").with("source", "7"), "source: must be a string or an object");
        assertRefused(TestMessage.of("status").with("source", "{}"), "source: must be a string");
    }

    @Test
    void hugeNumbersCostNoTime() {
        assertTaken(TestMessage.gps().with("gps.odometer", "1E+1000000").with("gps.altitude", "9".repeat(1_000)));
    }

    private static void assertTaken(TestMessage message) {
        assertThatCode(() -> new MessageDecoder().decode(message.bytes())).doesNotThrowAnyException();
    }

    private static void assertRefused(TestMessage message, String reason) {
        byte[] json = message.bytes();

        assertThatThrownBy(() -> new MessageDecoder().decode(json))
                .isInstanceOf(InvalidMessageException.class)
                .satisfies(refused -> assertThat(refused.getStackTrace()).isEmpty())
                .hasMessage(reason);
    }
}
