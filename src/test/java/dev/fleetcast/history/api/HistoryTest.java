package dev.fleetcast.history.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Feed;
import dev.fleetcast.testing.RegistryFixture;
import dev.fleetcast.testing.TestMessage;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.config.DecoderConfig;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The past over HTTP, from the feed to the answers. */
@QuarkusTest
@TestProfile(Recorded.class)
class HistoryTest extends RecordedUnit {

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
        // Repetitions change nothing; the point of the day before changes only why the trip began.
        assertThat(trips.getString("data[0].explain.began")).isEqualTo("after_gap");
        assertThat(trips.getInt("data[0].revision")).isEqualTo(revision);
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
        assertThat(RegistryFixture.as(owner)
                        .urlEncodingEnabled(false)
                        .get("/api/v1/history/events/pools/" + pool + "/recent/hours/72?code=COLLISION;PANIC")
                        .jsonPath()
                        .getList("data.event_code"))
                .containsExactly("PANIC");
        String ofUnits = "events/units/recent/hours/72?ids=" + unit + ",999999999&code=PANIC";
        assertThat(get(ofUnits).jsonPath().getList("data.event_code")).containsExactly("PANIC");
        assertThat(Api.login("other")
                        .request()
                        .get("/api/v1/history/" + ofUnits)
                        .jsonPath()
                        .getList("data"))
                .isEmpty();
        for (String wrong : List.of(
                "",
                "?ids=",
                "?ids=all",
                "?ids="
                        + IntStream.rangeClosed(1, 101)
                                .mapToObj(String::valueOf)
                                .collect(Collectors.joining(",")))) {
            get("events/units/recent/hours/1" + wrong, 422);
        }

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
    void moreEventsThanAListMayHaveAreRefusedAndCounted() {
        long vehicle = create(
                "vehicles", Map.of("client_id", client, "reg_no", "REG " + imei.substring(8), "primary_unit_id", unit));
        long pool = create("pools", Map.of("client_id", client, "name", "pool", "vehicle_ids", List.of(vehicle)));
        String thousand = "[" + String.join(",", Collections.nCopies(1_000, "[\"DOOR:OPEN\"]")) + "]";
        try (Feed feed = new Feed(broker)) {
            for (int second = 0; second < 11; second++) {
                feed.send(
                        imei,
                        TestMessage.gps()
                                .fixedAt(noon(second))
                                .with("events", thousand)
                                .json());
            }
        }
        String events = "events/pools/" + pool;
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> get(events + "/totals/hours/72").jsonPath().getList("data.counter"),
                        List.of(11_000)::equals);

        assertThat(get(events + "/recent/hours/72", 422).jsonPath().getString("violations[0].field"))
                .isEqualTo("hours");
        assertThat(get(events + "/date/" + DAY + "/from/12:00:00/to/12:00:09")
                        .jsonPath()
                        .getList("data"))
                .hasSize(10_000);
    }

    private JsonPath tripsOfTheDay() {
        return get("trips/unit/" + unit + "/date/" + DAY + "/all?explain=true").jsonPath();
    }
}
