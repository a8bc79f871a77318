package dev.fleetcast.history.api;

import static dev.fleetcast.history.api.NoonDrive.BERLIN;
import static dev.fleetcast.history.api.NoonDrive.DAY;
import static dev.fleetcast.history.api.NoonDrive.noon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.RegistryFixture;
import dev.fleetcast.testing.SseClient;
import dev.fleetcast.testing.TestMessage;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What streams show of the past: trips, the trip that is under way, replays. */
@QuarkusTest
@TestProfile(Recorded.class)
class HistoryOnStreamsTest {

    @Inject
    PastUnit.Creation units;

    private PastUnit unit;

    @BeforeEach
    void createUnit() {
        unit = units.in(BERLIN);
    }

    @Test
    void followersOfAUnitGetItsTrips() {
        try (SseClient stream = Api.connect()) {
            String token = RegistryFixture.as(unit.owner)
                    .get("/api/v1/monitoring/unit/" + unit.id)
                    .path("data.token");
            RegistryFixture.as(unit.owner)
                    .post("/sse/telemetry/subscribe/" + stream.streamId() + "/" + token)
                    .then()
                    .statusCode(200);

            NoonDrive.by(unit);

            JsonNode trip = stream.await("trip").data();
            assertThat(trip.path("message_type").asText()).isEqualTo("trip");
            assertThat(trip.path("unit_id").asLong()).isEqualTo(unit.id);
            assertThat(trip.path("telemetry").path("active").asBoolean(true)).isFalse();
            assertThat(trip.path("telemetry").path("revision").asInt()).isPositive();
            assertThat(trip.path("telemetry")
                            .path("to")
                            .path("gps")
                            .path("timestamp")
                            .asText())
                    .startsWith(noon(0).toString().substring(0, 13));
        }
    }

    @Test
    void liveMessagesTellOfTheTripOfTheirUnit() {
        Instant begun = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(600);
        try (SseClient stream = Api.connect()) {
            RegistryFixture.as(unit.owner)
                    .post("/sse/telemetry/subscribe/" + stream.streamId() + "/"
                            + RegistryFixture.as(unit.owner)
                                    .get("/api/v1/monitoring/unit/" + unit.id)
                                    .<String>path("data.token"))
                    .then()
                    .statusCode(200);
            unit.send(List.of(driving(begun, 0)));
            JsonNode first = stream.await("gps").data().path("telemetry");
            assertThat(first.has("day_trip_no")).as("not known yet").isFalse();
            assertThat(first.has("active_trip")).isFalse();

            unit.send(IntStream.rangeClosed(1, 59)
                    .mapToObj(point -> driving(begun, 10 * point))
                    .toList());
            String shown = "/api/v1/monitoring/unit/" + unit.id;
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                Object distance =
                        RegistryFixture.as(unit.owner).get(shown).path("data.telemetry.active_trip.distance_km");
                return distance instanceof Number known && known.doubleValue() > 5.8;
            });
            unit.send(List.of(driving(begun, 600)));

            JsonNode live = stream.await(event -> event.data()
                            .path("telemetry")
                            .path("gps")
                            .path("timestamp")
                            .asText()
                            .equals(begun.plusSeconds(600).toString()))
                    .data()
                    .path("telemetry");
            assertThat(live.path("day_trip_no").asInt()).isBetween(0, 1);
            assertThat(live.path("active_trip").path("distance_km").asDouble()).isBetween(5.8, 6.1);
            assertThat(Instant.from(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(
                            live.path("active_trip").path("started_at").asText())))
                    .isEqualTo(begun);
        }
    }

    @Test
    void pastIsReplayedOnAStream() {
        NoonDrive.by(unit);
        try (SseClient stream = Api.connect()) {
            String replays = "/sse/telemetry/replay/" + stream.streamId();
            String period = "\"units\":[" + unit.id + "],\"from\":\"" + noon(0) + "\",\"to\":\"" + noon(900) + "\"";

            String id = RegistryFixture.as(unit.owner)
                    .body("{" + period + ",\"speed\":\"max\"}")
                    .post(replays)
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("data.replay_id");

            JsonNode first = stream.await("gps").data();
            assertThat(first.path("replay").path("id").asText()).isEqualTo(id);
            assertThat(first.path("replay").path("at").asText()).isEqualTo(noon(0).toString());
            assertThat(first.path("unit_id").asLong()).isEqualTo(unit.id);
            assertThat(first.path("telemetry").path("gps").path("local_time").asText())
                    .startsWith(DAY + "T12:00:00");
            stream.await("replay_end");
            assertThat(stream.events())
                    .filteredOn(event -> event.data().has("telemetry"))
                    .hasSize(NoonDrive.MESSAGES);

            String slow = RegistryFixture.as(unit.owner)
                    .body("{" + period + ",\"speed\":1}")
                    .post(replays)
                    .path("data.replay_id");
            RegistryFixture.as(unit.owner)
                    .body("{\"at\":\"" + noon(600) + "\",\"paused\":true}")
                    .patch(replays + "/" + slow)
                    .then()
                    .statusCode(200);
            RegistryFixture.as(unit.owner)
                    // So that it is far from its end when it is ended.
                    .body("{\"paused\":false,\"speed\":5}")
                    .patch(replays + "/" + slow)
                    .then()
                    .statusCode(200);
            stream.await(event -> event.data()
                    .path("replay")
                    .path("at")
                    .asText()
                    .equals(noon(610).toString()));
            RegistryFixture.as(unit.owner).delete(replays + "/" + slow).then().statusCode(204);
            RegistryFixture.as(unit.owner).delete(replays + "/" + slow).then().statusCode(404);

            Api.login("other")
                    .request()
                    .contentType("application/json")
                    .body("{" + period + "}")
                    .post(replays)
                    .then()
                    .statusCode(404);
            RegistryFixture.as(unit.owner)
                    .body("{" + period + ",\"speed\":0}")
                    .post(replays)
                    .then()
                    .statusCode(422);
        }
    }

    @Test
    void replayTellsOfThePausesThatItCutsAlsoAtBothEnds() {
        NoonDrive.by(unit);
        try (SseClient stream = Api.connect()) {
            RegistryFixture.as(unit.owner)
                    .body("{\"units\":[" + unit.id + "],\"from\":\"" + noon(-120) + "\",\"to\":\"" + noon(900)
                            + "\",\"speed\":1000,\"skip_gaps\":\"PT1M\"}")
                    .post("/sse/telemetry/replay/" + stream.streamId())
                    .then()
                    .statusCode(200);

            stream.await("replay_end");

            assertThat(stream.events())
                    .filteredOn(event -> event.data().path("type").asText().equals("replay_skip"))
                    .extracting(event -> event.data().path("to").asText())
                    .containsExactly(noon(0).toString(), noon(900).toString());
        }
    }

    private static TestMessage driving(Instant begun, int second) {
        return TestMessage.gps()
                .fixedAt(begun.plusSeconds(second))
                .with("gps.latitude", Double.toString(30 + second / 11_119.5))
                .with("gps.speed", "36");
    }
}
