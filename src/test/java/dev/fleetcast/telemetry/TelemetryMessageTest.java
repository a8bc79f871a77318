package dev.fleetcast.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.TestMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TelemetryMessageTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gps    | null                     | false
            gps    | []                       | false
            gps    | [["ZONE:ENTER:1"]]       | true
            gps    | [[]]                     | true
            trip   | null                     | true
            event  | []                       | true
            status | null                     | true
            """)
    void positionWithoutEventsIsAllThatIsNotNotable(String type, String events, boolean notable) {
        TelemetryMessage message =
                TestMessage.of(type).with("gps", "{}").with("events", events).decoded();

        assertThat(message.isNotable()).isEqualTo(notable);
    }

    @Test
    void positionThatDoesNotMentionEventsIsNotNotable() {
        assertThat(TestMessage.gps().decoded().isNotable()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"gps,true,true", "gps,null,true", "gps,false,false", "history,true,false", "trip,true,false"})
    void onlyAGpsMessageMarkedValidIsValid(String type, String valid, boolean expected) {
        TelemetryMessage message =
                TestMessage.of(type).with("gps", "{}").with("valid", valid).decoded();

        assertThat(message.isValidGps()).isEqualTo(expected);
    }

    @Test
    void gpsMessageWithoutValidIsValid() {
        assertThat(TestMessage.gps().decoded().isValidGps()).isTrue();
    }

    @Test
    void positionIsLatitudeAndLongitude() {
        assertThat(TestMessage.gps().decoded().hasPosition()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"gps, true, 1, true", "gps, false, 1, false", "gps, true, null, false", "history, true, 1, false"})
    void validGpsMessageWithCoordinatesIsAPosition(String type, String valid, String degrees, boolean counts) {
        TelemetryMessage message = TestMessage.of(type)
                .with("valid", valid)
                .with("gps", "{\"latitude\":" + degrees + ",\"longitude\":" + degrees + "}")
                .decoded();

        assertThat(message.isPosition()).isEqualTo(counts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"latitude\":null,\"longitude\":null}", "{\"speed\":1}"})
    void withoutCoordinatesThereIsNoPosition(String gps) {
        assertThat(TestMessage.gps().with("gps", gps).decoded().hasPosition()).isFalse();
    }

    @Test
    void deviceIsKnownByImeiAndSerialNumber() {
        TelemetryMessage message = TestMessage.of("status")
                .with("device", "{\"imei\":\"1\",\"serial_no\":\"SN-2\"}")
                .decoded();

        assertThat(message.imei()).contains("1");
        assertThat(message.serialNo()).contains("SN-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "{\"imei\":null,\"serial_no\":null}"})
    void deviceMayBeNameless(String device) {
        TelemetryMessage message = TestMessage.gps().with("device", device).decoded();

        assertThat(message.imei()).isEmpty();
        assertThat(message.serialNo()).isEmpty();
    }
}
