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
import io.restassured.RestAssured;
import io.restassured.config.DecoderConfig;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The past over HTTP, from the feed to the answers. */
@QuarkusTest
@TestProfile(Recorded.class)
class HistoryTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    /** Yesterday: within the retention, and over. */
    private static final LocalDate DAY = LocalDate.now(BERLIN).minusDays(1);

    @Inject
    RegistryFixture registry;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String broker;

    private String admin;
    private String owner;
    private long client;
    private long unit;
    private String imei;

    /** Otherwise every request accepts gzip. */
    @BeforeAll
    static void acceptNoGzip() {
        RestAssured.config =
                RestAssured.config().decoderConfig(DecoderConfig.decoderConfig().noContentDecoders());
    }

    @AfterAll
    static void acceptGzipAgain() {
        RestAssured.reset();
    }

    @BeforeEach
    void createUnit() {
        admin = RegistryFixture.login(registry.user(Set.of("admin"), Set.of()));
        client = registry.client();
        owner = viewerOf(client);
        imei = RegistryFixture.imei();
        unit = create("units", Map.of("client_id", client, "imei", imei, "name", "=1+1", "timezone", BERLIN.getId()));
    }

    @Test
    void dayIsRecordedOnceAndHasItsTripAndItsSummary() {
        driveAtNoon();
        // More than one if its points were recorded in several transactions: the trip had ended long ago, by the clock.
        int revision = tripsOfTheDay().getInt("data[0].revision");
        driveAtNoonAgain();

        JsonPath messages = get("telemetry/unit/" + unit + "/date/" + DAY).jsonPath();
        assertThat(messages.getList("data")).hasSize(62);
        assertThat(messages.getString("data[0].gps.local_time")).startsWith(DAY + "T12:00:00");
        assertThat(messages.getString("data[0].device.name")).isEqualTo("=1+1");

        JsonPath trips = tripsOfTheDay();
        assertThat(trips.getList("data")).hasSize(1);
        // Repetitions change nothing; the point of the day before changes how the trip began.
        assertThat(trips.getString("data[0].explain.began")).isEqualTo("after_gap");
        assertThat(trips.getInt("data[0].revision")).isEqualTo(revision + 1);
        assertThat(trips.getBoolean("data[0].active")).isFalse();
        assertThat(trips.getString("data[0].summary.durations.driving")).isEqualTo("00:10:10");
        assertThat(trips.getString("data[0].from.gps.timestamp")).isEqualTo(noon(0).toString());
        assertThat(trips.getString("data[0].explain.ended")).isEqualTo("no_data");
        assertThat(get("trips/unit/" + unit + "/date/" + DAY.minusDays(1) + "/first")
                        .jsonPath()
                        .getList("data"))
                .isEmpty();

        JsonPath days = get("summary/unit/" + unit + "/from/" + DAY.minusDays(1) + "/to/" + DAY)
                .jsonPath();
        assertThat(days.getList("data.date")).containsExactly(DAY.minusDays(1).toString(), DAY.toString());
        assertThat(days.getList("data.trip_count")).containsExactly(0, 1);
        assertThat(days.getString("data[0].from")).isNull();
        assertThat(days.getString("data[1].summary.durations.driving")).isEqualTo("00:10:10");
    }

    @Test
    void formatsAreChosenByAcceptOrByName() throws IOException {
        driveAtNoon();
        String day = "telemetry/unit/" + unit + "/date/" + DAY;

        Response csv = RegistryFixture.as(owner).accept("text/csv").get("/api/v1/history/" + day);
        assertThat(csv.contentType()).startsWith("text/csv");
        assertThat(csv.header("Content-Disposition")).contains("attachment");
        assertThat(csv.asString().lines()).hasSize(63).element(1).asString().contains("'=1+1");
        assertThat(get(day + "?format=gpx").asString()).contains("<trkseg>").endsWith("</gpx>\n");
        assertThat(get(day + "?format=geojson").jsonPath().getString("features[0].geometry.type"))
                .isEqualTo("LineString");
        assertThat(get(day + "?format=geojson").contentType()).startsWith("application/geo+json");
        get(day + "?format=pdf", 422);
        Response gzip =
                RegistryFixture.as(owner).header("Accept-Encoding", "gzip").get("/api/v1/history/" + day);
        assertThat(gzip.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(new String(new GZIPInputStream(gzip.asInputStream()).readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("{\"data\":[")
                .endsWith("]}");
    }

    @Test
    void fieldsQueriesAndPagesSelect() {
        driveAtNoon();
        String day = "telemetry/unit/" + unit + "/date/" + DAY;

        assertThat(get(day + "?_fields=gps.speed").jsonPath().getList("data"))
                .hasSize(62)
                .first()
                .isEqualTo(Map.of("gps", Map.of("speed", 36)));
        assertThat(query(day, "gps.speed < 10 AND gps.latitude > 0").jsonPath().getList("data"))
                .hasSize(1);
        assertThat(query(day, "gps.speed <").statusCode()).isEqualTo(422);
        assertThat(query(day, "gps.speed <").asString()).contains("_query", "Position 12");

        Response first = get(day + "?limit=50");
        assertThat(first.jsonPath().getList("data")).hasSize(50);
        String next = first.header("Link").replaceFirst("<([^>]*)>.*", "$1");
        Response second = RegistryFixture.as(owner).get(next);
        assertThat(second.jsonPath().getList("data")).hasSize(12);
        assertThat(second.header("Link")).isNull();
        assertThat(get("telemetry/unit/" + unit + "/date/" + DAY + "/from/12:01:00/to/12:02:00")
                        .jsonPath()
                        .getList("data"))
                .hasSize(7);
        assertThat(get("trips/telemetry/unit/" + unit + "/period/from/" + DAY + "/time/00:00:00/to/" + DAY.plusDays(2)
                                + "/time/12:00:00")
                        .jsonPath()
                        .getList("data"))
                .hasSize(62);
    }

    @ParameterizedTest
    @CsvSource({
        "telemetry/unit/{unit}/date/2026-02-30, date",
        "telemetry/unit/{unit}/date/yesterday, date",
        "telemetry/unit/{unit}/date/+999999999-12-31, date",
        "telemetry/unit/{unit}/date/2026-02-16/from/25:00:00/to/12:00:00, from",
        "telemetry/unit/{unit}/period/from/2026-02-16/time/00:00:00/to/2026-04-16/time/00:00:00, to",
        "telemetry/unit/{unit}/date/2026-02-16?limit=0, limit",
        "telemetry/unit/{unit}/date/2026-02-16?cursor=x, cursor",
        "telemetry/unit/{unit}/date/2026-02-16?_fields=, _fields",
        "summary/unit/{unit}/from/2026-02-16/to/2026-02-15, to",
        "trips/unit/{unit}/date/2026-2-1/all, date"
    })
    void wrongParametersAreNamed(String path, String field) {
        Response answer = get(path.replace("{unit}", Long.toString(unit)), 422);

        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("violations[0].field")).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "telemetry/unit/{unit}/date/2026-02-16",
                "telemetry/unit/{unit}/date/2026-02-16/from/10:00:00/to/12:00:00",
                "trips/telemetry/unit/{unit}/date/2026-02-16",
                "trips/unit/{unit}/date/2026-02-16/all",
                "summary/unit/{unit}/from/2026-02-15/to/2026-02-16",
                "summary/units/distances/by-client/{client}/date/2026-02-16/period/daily"
            })
    void othersSeeNothing(String path) {
        String foreign = path.replace("{unit}", Long.toString(unit)).replace("{client}", Long.toString(client));

        assertThat(Api.login("other")
                        .request()
                        .get("/api/v1/history/" + foreign)
                        .statusCode())
                .isEqualTo(404);
        get(foreign, 200);
    }

    @Test
    void nextOwnerOfAUnitDoesNotSeeItsPast() {
        driveAtNoon();
        long buyer = registry.client();
        RegistryFixture.as(admin)
                .body(Map.of("client_id", buyer))
                .patch("/api/v1/admin/units/" + unit)
                .then()
                .statusCode(200);
        String buyersUser = viewerOf(buyer);
        String day = "/api/v1/history/telemetry/unit/" + unit + "/date/" + DAY;
        await().until(() -> RegistryFixture.as(buyersUser).get(day).statusCode() == 200);

        assertThat(RegistryFixture.as(buyersUser).get(day).jsonPath().getList("data"))
                .isEmpty();
        assertThat(RegistryFixture.as(buyersUser)
                        .get("/api/v1/history/trips/unit/" + unit + "/date/" + DAY + "/all")
                        .jsonPath()
                        .getList("data"))
                .isEmpty();
        assertThat(RegistryFixture.as(owner).get(day).statusCode()).isEqualTo(404);
    }

    @Test
    void vehicleRowsStatusAndEvents() {
        long vehicle = create(
                "vehicles", Map.of("client_id", client, "reg_no", "REG " + imei.substring(8), "primary_unit_id", unit));
        long pool = create("pools", Map.of("client_id", client, "name", "pool", "vehicle_ids", List.of(vehicle)));
        await().until(() -> RegistryFixture.as(owner)
                        .get("/api/v1/monitoring/vehicle/" + vehicle + "/primary")
                        .statusCode()
                == 200);
        driveAtNoon();

        assertThat(get("telemetry/vehicle/" + vehicle + "/primary/date/" + DAY)
                        .jsonPath()
                        .getList("data"))
                .hasSize(62);
        get("telemetry/vehicle/" + vehicle + "/spare/date/" + DAY, 404);
        assertThat(get("trips/vehicle/" + vehicle + "/primary/date/" + DAY + "/last")
                        .jsonPath()
                        .getLong("data[0].from.vehicle.id"))
                .isEqualTo(vehicle);
        Map<String, Object> row = get("summary/vehicles/driving-durations/by-pool/" + pool + "/client/" + client
                        + "/date/" + DAY + "/period/weekly")
                .jsonPath()
                .getMap("data[0]");
        assertThat(row).containsEntry("assigned_as", "primary").containsEntry("driving_duration", "00:10:10");
        assertThat(get("summary/units/max-speed/by-client/" + client + "/date/" + DAY.minusDays(60) + "/period/daily")
                        .jsonPath()
                        .getMap("data[0]"))
                .containsEntry("name", "=1+1")
                .containsEntry("max_speed", null);
        get("summary/units/colours/by-client/" + client + "/date/" + DAY + "/period/daily", 404);
        assertThat(get("status/units").jsonPath().getList("data")).hasSize(1);
        assertThat(get("status/units/moving").jsonPath().getList("data")).isEmpty();
        assertThat(get("events/pools/" + pool + "/date/" + DAY + "/from/00:00:00/to/23:59:59?code=PANIC")
                        .jsonPath()
                        .getList("data.event_code"))
                .containsExactly("PANIC");
        assertThat(get("events/pools/" + pool + "/totals/hours/72").jsonPath().getList("data.counter"))
                .containsExactly(1);
        get("events/pools/" + pool + "/recent/hours/0", 422);

        String role = vehicle + "/primary";
        for (String path : List.of(
                "telemetry/vehicle/" + role + "/date/" + DAY,
                "trips/telemetry/vehicle/" + role + "/date/" + DAY,
                "trips/vehicle/" + role + "/date/" + DAY + "/all",
                "summary/vehicle/" + role + "/from/" + DAY + "/to/" + DAY,
                "summary/vehicles/distances/by-client/" + client + "/date/" + DAY + "/period/daily",
                "summary/units/distances/by-pool/" + pool + "/client/" + client + "/date/" + DAY + "/period/daily",
                "events/pools/" + pool + "/date/" + DAY + "/from/00:00:00/to/23:59:59",
                "events/pools/" + pool + "/recent/hours/72",
                "events/pools/" + pool + "/totals/hours/72")) {
            assertThat(Api.login("other")
                            .request()
                            .get("/api/v1/history/" + path)
                            .statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(Api.login("other")
                        .request()
                        .get("/api/v1/history/status/units")
                        .jsonPath()
                        .getList("data.device.id"))
                .doesNotContain((int) unit);
    }

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

    private static TestMessage driving(Instant begun, int second) {
        return TestMessage.gps()
                .fixedAt(begun.plusSeconds(second))
                .with("gps.latitude", Double.toString(30 + second / 11_119.5))
                .with("gps.speed", "36");
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

    /** A point every ten seconds for ten minutes at 36 km/h, then one that stands; the last one ends what counts. */
    private JsonPath tripsOfTheDay() {
        return get("trips/unit/" + unit + "/date/" + DAY + "/all?explain=true").jsonPath();
    }

    private void driveAtNoon() {
        drive();
        String day = "/api/v1/history/telemetry/unit/" + unit + "/date/" + DAY;
        await().atMost(Duration.ofSeconds(30))
                .until(() -> RegistryFixture.as(owner)
                                .get(day)
                                .jsonPath()
                                .getList("data")
                                .size()
                        == 62);
    }

    /** The device repeats everything, and a message that shows when all of it was recorded. */
    private void driveAtNoonAgain() {
        drive();
        try (Feed feed = new Feed(broker)) {
            feed.send(imei, TestMessage.gps().fixedAt(noon(-86_400)).json());
        }
        String before = "/api/v1/history/telemetry/unit/" + unit + "/date/" + DAY.minusDays(1);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !RegistryFixture.as(owner)
                        .get(before)
                        .jsonPath()
                        .getList("data")
                        .isEmpty());
    }

    private void drive() {
        try (Feed feed = new Feed(broker)) {
            for (int second = 0; second <= 610; second += 10) {
                TestMessage message = TestMessage.gps()
                        .fixedAt(noon(second))
                        .with("gps.latitude", Double.toString(30 + second / 11_119.5))
                        .with("gps.speed", second == 610 ? "0" : "36");
                feed.send(imei, (second == 300 ? message.with("events", "[[\"PANIC\"]]") : message).json());
            }
        }
    }

    private static Instant noon(int second) {
        return DAY.atTime(LocalTime.NOON).atZone(BERLIN).toInstant().plusSeconds(second);
    }

    private String viewerOf(long id) {
        return RegistryFixture.login(registry.user(Set.of(), Set.of(id)));
    }

    private long create(String kind, Map<String, Object> form) {
        return RegistryFixture.as(admin)
                .body(form)
                .post("/api/v1/admin/" + kind)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("data.id");
    }

    private Response query(String path, String condition) {
        return RegistryFixture.as(owner).queryParam("_query", condition).get("/api/v1/history/" + path);
    }

    private Response get(String path) {
        return get(path, 200);
    }

    private Response get(String path, int status) {
        Response answer = RegistryFixture.as(owner).get("/api/v1/history/" + path);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        return answer;
    }
}
