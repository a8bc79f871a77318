package dev.fleetcast.ingest.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.fleet.TestFleet;
import dev.fleetcast.telemetry.LastKnownPositions.Timeliness;
import dev.fleetcast.testing.TestMessage;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UpdatesTest {

    private static final Instant RECEIVED_AT = Instant.parse("2026-02-16T13:51:32.123456789Z");

    @Test
    void messageCarriesItsReceiveTimeAndIsInTime() {
        ObjectNode extended = extended(TestMessage.gps(), Timeliness.IN_TIME);

        assertThat(extended.path("received_at").textValue()).isEqualTo("2026-02-16T13:51:32.123Z");
        assertThat(extended.get("late").isBoolean()).isTrue();
        assertThat(extended.get("late").booleanValue()).isFalse();
        assertThat(extended.has("clock_ahead")).isFalse();
    }

    @Test
    void lateMessageAndFastClockAreMarked() {
        assertThat(extended(TestMessage.gps(), new Timeliness(true, false))
                        .path("late")
                        .booleanValue())
                .isTrue();
        assertThat(extended(TestMessage.gps(), new Timeliness(false, true))
                        .path("clock_ahead")
                        .booleanValue())
                .isTrue();
    }

    @Test
    void fieldsOfTheGatewayOverrideThoseOfTheSender() {
        TestMessage forged = TestMessage.gps()
                .with("received_at", "\"1999-01-01T00:00:00Z\"")
                .with("late", "\"perhaps\"")
                .with("clock_ahead", "true");

        ObjectNode extended = extended(forged, Timeliness.IN_TIME);

        assertThat(extended.path("received_at").textValue()).startsWith("2026");
        assertThat(extended.path("late").isBoolean()).isTrue();
        assertThat(extended.has("clock_ahead")).isFalse();
    }

    @Test
    void registryCompletesTheMessage() {
        ObjectNode extended = Updates.extend(
                TestMessage.gps().decoded(), TestFleet.unitInVehicle(7, null), Timeliness.IN_TIME, RECEIVED_AT);

        assertThat(extended.path("device").path("id").longValue()).isEqualTo(7);
        assertThat(extended.path("vehicle").path("reg_no").textValue()).isEqualTo("REG 7");
        assertThat(extended.path("gps").path("local_time").textValue()).isEqualTo("2026-02-16T07:51:30-06:00");
        assertThat(extended.path("driver").isNull()).isTrue();
    }

    private static ObjectNode extended(TestMessage message, Timeliness timeliness) {
        return Updates.extend(message.decoded(), TestFleet.unit(1, null, null), timeliness, RECEIVED_AT);
    }
}
