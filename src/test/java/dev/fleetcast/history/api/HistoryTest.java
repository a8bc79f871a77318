package dev.fleetcast.history.api;

import static dev.fleetcast.history.api.NoonDrive.BERLIN;
import static dev.fleetcast.history.api.NoonDrive.DAY;
import static dev.fleetcast.history.api.NoonDrive.noon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.RegistryFixture;
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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The past over HTTP, from the feed to the answers. */
@QuarkusTest
@TestProfile(Recorded.class)
class HistoryTest {

    @Inject
    PastUnit.Creation units;

    private PastUnit unit;

    @BeforeEach
    void createUnit() {
        unit = units.in(BERLIN);
    }

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
        NoonDrive.by(unit);
        // More than one if its points were recorded in several transactions: the trip had ended long ago, by the clock.
        int revision = tripsOfTheDay().getInt("data[0].revision");
        NoonDrive.againBy(unit);

        JsonPath messages = unit.get("telemetry/unit/" + unit.id + "/date/" + DAY);
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
        assertThat(unit.get("trips/unit/" + unit.id + "/date/" + DAY.minusDays(1) + "/first")
                        .getList("data"))
                .isEmpty();

        JsonPath days = unit.get("summary/unit/" + unit.id + "/from/" + DAY.minusDays(1) + "/to/" + DAY);
        assertThat(days.getList("data.date")).containsExactly(DAY.minusDays(1).toString(), DAY.toString());
        assertThat(days.getList("data.trip_count")).containsExactly(0, 1);
        assertThat(days.getString("data[0].from")).isNull();
        assertThat(days.getString("data[1].summary.durations.driving")).isEqualTo("00:10:10");
    }

    @Test
    void formatsAreChosenByAcceptOrByName() throws IOException {
        NoonDrive.by(unit);
        String day = "telemetry/unit/" + unit.id + "/date/" + DAY;

        Response csv = RegistryFixture.as(unit.owner).accept("text/csv").get("/api/v1/history/" + day);
        assertThat(csv.contentType()).startsWith("text/csv");
        assertThat(RegistryFixture.as(unit.owner)
                        .accept("application/*")
                        .get("/api/v1/history/" + day)
                        .contentType())
                .startsWith("application/json");
        assertThat(RegistryFixture.as(unit.owner)
                        .header("Accept", "image/png", "text/csv")
                        .get("/api/v1/history/" + day)
                        .contentType())
                .startsWith("text/csv");
        assertThat(csv.header("Content-Disposition")).contains("attachment");
        assertThat(csv.asString().lines()).hasSize(63).element(1).asString().contains("'=1+1");
        assertThat(unit.answer(day + "?format=gpx", 200).asString())
                .contains("<trkseg>")
                .endsWith("</gpx>\n");
        assertThat(unit.get(day + "?format=geojson").getString("features[0].geometry.type"))
                .isEqualTo("LineString");
        assertThat(unit.answer(day + "?format=geojson", 200).contentType()).startsWith("application/geo+json");
        unit.answer(day + "?format=pdf", 422);
        Response gzip =
                RegistryFixture.as(unit.owner).header("Accept-Encoding", "gzip").get("/api/v1/history/" + day);
        assertThat(gzip.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(new String(new GZIPInputStream(gzip.asInputStream()).readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("{\"data\":[")
                .endsWith("]}");
    }

    @Test
    void fieldsQueriesAndPagesSelect() {
        NoonDrive.by(unit);
        String day = "telemetry/unit/" + unit.id + "/date/" + DAY;

        assertThat(unit.get(day + "?_fields=gps.speed").getList("data"))
                .hasSize(62)
                .first()
                .isEqualTo(Map.of("gps", Map.of("speed", 36)));
        assertThat(query(day, "gps.speed < 10 AND gps.latitude > 0").jsonPath().getList("data"))
                .hasSize(1);
        assertThat(query(day, "gps.speed <").statusCode()).isEqualTo(422);
        assertThat(query(day, "gps.speed <").asString()).contains("_query", "position 12");

        Response first = unit.answer(day + "?limit=50", 200);
        assertThat(first.jsonPath().getList("data")).hasSize(50);
        String next = first.header("Link").replaceFirst("<([^>]*)>.*", "$1");
        Response second = RegistryFixture.as(unit.owner).get(next);
        assertThat(second.jsonPath().getList("data")).hasSize(12);
        assertThat(second.header("Link")).isNull();
        assertThat(unit.get("telemetry/unit/" + unit.id + "/date/" + DAY + "/from/12:01:00/to/12:02:00")
                        .getList("data"))
                .hasSize(7);
        assertThat(unit.get("trips/telemetry/unit/" + unit.id + "/period/from/" + DAY + "/time/00:00:00/to/"
                                + DAY.plusDays(2) + "/time/12:00:00")
                        .getList("data"))
                .hasSize(62);
    }

    @Test
    void vehicleRowsStatusAndEvents() {
        long vehicle = unit.putIntoNewVehicle();
        long pool = unit.poolOf(vehicle);
        NoonDrive.by(unit);

        assertThat(unit.get("telemetry/vehicle/" + vehicle + "/primary/date/" + DAY)
                        .getList("data"))
                .hasSize(62);
        unit.answer("telemetry/vehicle/" + vehicle + "/spare/date/" + DAY, 404);
        assertThat(unit.get("trips/vehicle/" + vehicle + "/primary/date/" + DAY + "/last")
                        .getLong("data[0].from.vehicle.id"))
                .isEqualTo(vehicle);
        Map<String, Object> row = unit.get("summary/vehicles/driving-durations/by-pool/" + pool + "/client/"
                        + unit.client + "/date/" + DAY + "/period/weekly")
                .getMap("data[0]");
        assertThat(row).containsEntry("assigned_as", "primary").containsEntry("driving_duration", "00:10:10");
        assertThat(unit.get("summary/units/max-speed/by-client/" + unit.client + "/date/" + DAY.minusDays(60)
                                + "/period/daily")
                        .getMap("data[0]"))
                .containsEntry("name", "=1+1")
                .containsEntry("max_speed", null);
        unit.answer("summary/units/colours/by-client/" + unit.client + "/date/" + DAY + "/period/daily", 404);
        assertThat(unit.get("status/units").getList("data")).hasSize(1);
        assertThat(unit.get("status/units/moving").getList("data")).isEmpty();
        assertThat(unit.get("events/pools/" + pool + "/date/" + DAY + "/from/00:00:00/to/23:59:59?code=PANIC")
                        .getList("data.event_code"))
                .containsExactly("PANIC");
        assertThat(unit.get("events/pools/" + pool + "/totals/hours/72").getList("data.counter"))
                .containsExactly(1);
        unit.answer("events/pools/" + pool + "/recent/hours/0", 422);
        assertThat(RegistryFixture.as(unit.owner)
                        .urlEncodingEnabled(false)
                        .get("/api/v1/history/events/pools/" + pool + "/recent/hours/72?code=COLLISION;PANIC")
                        .jsonPath()
                        .getList("data.event_code"))
                .containsExactly("PANIC");
        String ofUnits = "events/units/recent/hours/72?ids=" + unit.id + ",999999999&code=PANIC";
        assertThat(unit.get(ofUnits).getList("data.event_code")).containsExactly("PANIC");
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
            unit.answer("events/units/recent/hours/1" + wrong, 422);
        }

        String role = vehicle + "/primary";
        for (String path : List.of(
                "telemetry/vehicle/" + role + "/date/" + DAY,
                "trips/telemetry/vehicle/" + role + "/date/" + DAY,
                "trips/vehicle/" + role + "/date/" + DAY + "/all",
                "summary/vehicle/" + role + "/from/" + DAY + "/to/" + DAY,
                "summary/vehicles/distances/by-client/" + unit.client + "/date/" + DAY + "/period/daily",
                "summary/units/distances/by-pool/" + pool + "/client/" + unit.client + "/date/" + DAY + "/period/daily",
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
                .doesNotContain((int) unit.id);
    }

    @Test
    void moreEventsThanAListMayHaveAreRefusedAndCounted() {
        long pool = unit.poolOf(unit.putIntoNewVehicle());
        String thousand = "[" + String.join(",", Collections.nCopies(1_000, "[\"DOOR:OPEN\"]")) + "]";
        unit.send(IntStream.range(0, 11)
                .mapToObj(second -> TestMessage.gps().fixedAt(noon(second)).with("events", thousand))
                .toList());
        String events = "events/pools/" + pool;
        await().atMost(Duration.ofSeconds(30))
                .until(() -> unit.get(events + "/totals/hours/72").getList("data.counter"), List.of(11_000)::equals);

        assertThat(unit.answer(events + "/recent/hours/72", 422).jsonPath().getString("violations[0].field"))
                .isEqualTo("hours");
        assertThat(unit.get(events + "/date/" + DAY + "/from/12:00:00/to/12:00:09")
                        .getList("data"))
                .hasSize(10_000);
    }

    private JsonPath tripsOfTheDay() {
        return unit.get("trips/unit/" + unit.id + "/date/" + DAY + "/all?explain=true");
    }

    private Response query(String path, String condition) {
        return RegistryFixture.as(unit.owner).queryParam("_query", condition).get("/api/v1/history/" + path);
    }
}
