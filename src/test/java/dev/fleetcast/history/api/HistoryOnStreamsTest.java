package dev.fleetcast.history.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Feed;
import dev.fleetcast.testing.RegistryFixture;
import dev.fleetcast.testing.SseClient;
import dev.fleetcast.testing.TestMessage;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** What streams show of the past: trips, the trip that is under way, replays. */
@QuarkusTest
@TestProfile(Recorded.class)
class HistoryOnStreamsTest extends RecordedUnit {

    @Test
    void followersOfAUnitGetItsTrips() {
        try (SseClient stream = Api.connect()) {
            String token = RegistryFixture.as(owner)
                    .get("/api/v1/monitoring/unit/" + unit)
                    .path("data.token");
            RegistryFixture.as(owner)
                    .post("/sse/telemetry/subscribe/" + stream.streamId() + "/" + token)
                    .then()
                    .statusCode(200);

            driveAtNoon();

            JsonNode trip = stream.await("trip").data();
            assertThat(trip.path("message_type").asText()).isEqualTo("trip");
            assertThat(trip.path("unit_id").asLong()).isEqualTo(unit);
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
        try (SseClient stream = Api.connect();
                Feed feed = new Feed(broker)) {
            RegistryFixture.as(owner)
                    .post("/sse/telemetry/subscribe/" + stream.streamId() + "/"
                            + RegistryFixture.as(owner)
                                    .get("/api/v1/monitoring/unit/" + unit)
                                    .<String>path("data.token"))
                    .then()
                    .statusCode(200);
            feed.send(imei, driving(begun, 0).json());
            JsonNode first = stream.await("gps").data().path("telemetry");
            assertThat(first.has("day_trip_no")).as("not known yet").isFalse();
            assertThat(first.has("active_trip")).isFalse();

            for (int second = 10; second <= 590; second += 10) {
                feed.send(imei, driving(begun, second).json());
            }
            String shown = "/api/v1/monitoring/unit/" + unit;
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                Object distance = RegistryFixture.as(owner).get(shown).path("data.telemetry.active_trip.distance_km");
                return distance instanceof Number known && known.doubleValue() > 5.8;
            });
            feed.send(imei, driving(begun, 600).json());

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
        driveAtNoon();
        try (SseClient stream = Api.connect()) {
            String replays = "/sse/telemetry/replay/" + stream.streamId();
            String period = "\"units\":[" + unit + "],\"from\":\"" + noon(0) + "\",\"to\":\"" + noon(900) + "\"";

            String id = RegistryFixture.as(owner)
                    .body("{" + period + ",\"speed\":\"max\"}")
                    .post(replays)
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("data.replay_id");

            JsonNode first = stream.await("gps").data();
            assertThat(first.path("replay").path("id").asText()).isEqualTo(id);
            assertThat(first.path("replay").path("at").asText()).isEqualTo(noon(0).toString());
            assertThat(first.path("unit_id").asLong()).isEqualTo(unit);
            assertThat(first.path("telemetry").path("gps").path("local_time").asText())
                    .startsWith(DAY + "T12:00:00");
            stream.await("replay_end");
            assertThat(stream.events())
                    .filteredOn(event -> event.data().has("telemetry"))
                    .hasSize(62);

            String slow = RegistryFixture.as(owner)
                    .body("{" + period + ",\"speed\":1}")
                    .post(replays)
                    .path("data.replay_id");
            RegistryFixture.as(owner)
                    .body("{\"at\":\"" + noon(600) + "\",\"paused\":true}")
                    .patch(replays + "/" + slow)
                    .then()
                    .statusCode(200);
            RegistryFixture.as(owner)
                    .body("{\"paused\":false,\"speed\":60}")
                    .patch(replays + "/" + slow)
                    .then()
                    .statusCode(200);
            stream.await(event -> event.data()
                    .path("replay")
                    .path("at")
                    .asText()
                    .equals(noon(610).toString()));
            RegistryFixture.as(owner).delete(replays + "/" + slow).then().statusCode(204);
            RegistryFixture.as(owner).delete(replays + "/" + slow).then().statusCode(404);

            Api.login("other")
                    .request()
                    .contentType("application/json")
                    .body("{" + period + "}")
                    .post(replays)
                    .then()
                    .statusCode(404);
            RegistryFixture.as(owner)
                    .body("{" + period + ",\"speed\":0}")
                    .post(replays)
                    .then()
                    .statusCode(422);
        }
    }

    @Test
    void replayTellsOfThePausesThatItCutsAlsoAtBothEnds() {
        driveAtNoon();
        try (SseClient stream = Api.connect()) {
            RegistryFixture.as(owner)
                    .body("{\"units\":[" + unit + "],\"from\":\"" + noon(-120) + "\",\"to\":\"" + noon(900)
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
