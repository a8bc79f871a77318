package dev.fleetcast.demo.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.telemetry.MessageDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnitReplayTest {

    private static final ReplayTime TIME = new ReplayTime(1);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    /** Rests 20 s, drives 100 s, rests 20 s; then the same in reverse. */
    private static final Circuit CIRCUIT = new Circuit(TrackBuilder.realistic(
            List.of(new Fix(0, new Place(30.40, -97.74), 0, 1), new Fix(100, new Place(30.41, -97.74), 0, 1))));

    private final UnitReplay unit =
            new UnitReplay(new Device(7, "359568052512345", "FMB920-000007"), CIRCUIT, TIME, PERIOD);

    @Test
    void positionIsAValidMessageInTheUnitsOfTheContract() throws Exception {
        Instant now = TIME.instantAt(70);

        ObjectNode message = unit.messagesAt(now).get(0);

        assertThat(new MessageDecoder().decode(bytes(message)).type()).isEqualTo("gps");
        JsonNode gps = message.path("gps");
        assertThat(gps.path("timestamp").asText()).isEqualTo(now.toString());
        assertThat(gps.path("latitude").asDouble()).isCloseTo(30.405, within(0.0001));
        assertThat(gps.path("speed").asDouble()).isCloseTo(1.112 / 100 * 1.5 * 3_600, within(0.5));
        assertThat(gps.path("heading").asDouble()).isBetween(0.0, 360.0);
        assertThat(message.path("device").path("imei").asText()).isEqualTo(unit.key());
        assertThat(message.path("inputs").asText()).isEqualTo("10000000");
    }

    @Test
    void messagesAreCounted() {
        int first = unit.messagesAt(TIME.instantAt(70)).get(0).path("seq_no").asInt();
        int second = unit.messagesAt(TIME.instantAt(71)).get(0).path("seq_no").asInt();

        assertThat(second).isEqualTo(first + 1);
    }

    @Test
    void sameMomentGivesTheSameMessages() {
        UnitReplay afterALiveReload =
                new UnitReplay(new Device(7, "359568052512345", "FMB920-000007"), CIRCUIT, TIME, PERIOD);

        assertThat(afterALiveReload.messagesAt(TIME.instantAt(333))).isEqualTo(unit.messagesAt(TIME.instantAt(333)));
    }

    @Test
    void ignitionGoesOffAtTheEndOfATripAndATripMessageFollows() throws Exception {
        List<ObjectNode> messages = unit.messagesAt(TIME.instantAt(120.5));

        assertThat(messages).hasSize(2);
        assertThat(messages.get(0).path("events").toString()).isEqualTo("[[\"TRIP:END\"]]");
        assertThat(messages.get(0).path("sensors").toString()).contains("[\"ignition\",\"off\"]");
        ObjectNode trip = messages.get(1);
        assertThat(new MessageDecoder().decode(bytes(trip)).type()).isEqualTo("trip");
        assertThat(trip.path("summary").path("gps").path("distance_km").asDouble())
                .isCloseTo(1.11, within(0.02));
        assertThat(trip.path("summary").path("durations").path("driving").asText())
                .isEqualTo("00:01:40");
        assertThat(trip.path("summary").path("durations").path("trip_start").asText())
                .isEqualTo(TIME.instantAt(20).toString());
        assertThat(trip.path("from").path("gps").path("timestamp").asText())
                .isEqualTo(TIME.instantAt(20).toString());
        assertThat(trip.path("to").path("message_type").asText()).isEqualTo("gps");
    }

    private static byte[] bytes(ObjectNode message) {
        return message.toString().getBytes(StandardCharsets.UTF_8);
    }
}
