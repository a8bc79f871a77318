package dev.fleetcast.history.api;

import static dev.fleetcast.history.api.NoonDrive.BERLIN;
import static dev.fleetcast.history.api.NoonDrive.DAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.RegistryFixture;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may read the past of a unit, and which requests for it are refused. */
@QuarkusTest
@TestProfile(Recorded.class)
class HistoryAccessTest {

    @Inject
    PastUnit.Creation units;

    @Inject
    RegistryFixture registry;

    private PastUnit unit;

    @BeforeEach
    void createUnit() {
        unit = units.in(BERLIN);
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
        String foreign = path.replace("{unit}", Long.toString(unit.id)).replace("{client}", Long.toString(unit.client));

        assertThat(Api.login("other")
                        .request()
                        .get("/api/v1/history/" + foreign)
                        .statusCode())
                .isEqualTo(404);
        unit.answer(foreign, 200);
    }

    @Test
    void nextOwnerOfAUnitDoesNotSeeItsPast() {
        NoonDrive.by(unit);
        long buyer = registry.client();
        RegistryFixture.as(unit.admin)
                .body(Map.of("client_id", buyer))
                .patch("/api/v1/admin/units/" + unit.id)
                .then()
                .statusCode(200);
        String buyersUser = unit.viewerOf(buyer);
        String day = "/api/v1/history/telemetry/unit/" + unit.id + "/date/" + DAY;
        await().until(() -> RegistryFixture.as(buyersUser).get(day).statusCode() == 200);

        assertThat(RegistryFixture.as(buyersUser).get(day).jsonPath().getList("data"))
                .isEmpty();
        assertThat(RegistryFixture.as(buyersUser)
                        .get("/api/v1/history/trips/unit/" + unit.id + "/date/" + DAY + "/all")
                        .jsonPath()
                        .getList("data"))
                .isEmpty();
        assertThat(RegistryFixture.as(unit.owner).get(day).statusCode()).isEqualTo(404);
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
        Response answer = unit.answer(path.replace("{unit}", Long.toString(unit.id)), 422);

        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("violations[0].field")).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trips/unit/{unit}/date/2026-02-16/middle",
                "telemetry/vehicle/{unit}/driver/date/2026-02-16",
                "summary/units/sadness/by-client/{client}/date/2026-02-16/period/daily",
                "summary/drivers/distances/by-client/{client}/date/2026-02-16/period/daily",
                "events/pools/999999999/recent/hours/1"
            })
    void whatDoesNotExistIsNotFound(String path) {
        unit.answer(
                path.replace("{unit}", Long.toString(unit.id)).replace("{client}", Long.toString(unit.client)), 404);
    }

    @Test
    void futureIsEmpty() {
        assertThat(unit.get("telemetry/unit/" + unit.id + "/date/2999-01-01").getList("data"))
                .isEmpty();
        assertThat(unit.get("trips/unit/" + unit.id + "/date/2999-01-01/last").getList("data"))
                .isEmpty();
        JsonPath days = unit.get("summary/unit/" + unit.id + "/from/2999-01-01/to/2999-01-02");
        assertThat(days.getList("data.trip_count")).containsExactly(0, 0);
        assertThat(days.getString("data[0].to")).isNull();
    }
}
