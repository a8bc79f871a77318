package dev.fleetcast.fleet.api;

import static dev.fleetcast.testing.RegistryFixture.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.fleetcast.access.token.SubscriptionTokens;
import dev.fleetcast.access.token.SubscriptionTokens.SubscriptionToken;
import dev.fleetcast.fleet.SampleFleet;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.testing.RegistryFixture;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class MonitoringResourceTest {

    @Inject
    RegistryFixture fixture;

    @Inject
    SubscriptionTokens tokens;

    private String admin;
    private SampleFleet fleet;
    private String viewer;

    @BeforeEach
    void makeFleet() {
        admin = RegistryFixture.login(fixture.user(Set.of("admin"), Set.of()));
        fleet = SampleFleet.create(() -> as(admin), fixture.client());
        viewer = RegistryFixture.login(fixture.user(Set.of(), Set.of(fleet.clientId())));
    }

    @Test
    void showsTheUnitAndItsSurroundings() {
        Map<String, Object> data = get("unit/" + fleet.unitId());

        assertThat(data.keySet())
                .containsExactlyInAnyOrder(
                        "unit_id",
                        "imei",
                        "serial_no",
                        "unit_name",
                        "vehicle_id",
                        "vehicle_reg_no",
                        "vehicle_fleet_no",
                        "vehicle_icon_name",
                        "vehicle_group_name",
                        "driver_id",
                        "driver_name",
                        "driver_tag_no",
                        "client_id",
                        "token",
                        "expires_at",
                        "telemetry");
        assertThat(data)
                .containsEntry("unit_id", (int) fleet.unitId())
                .containsEntry("imei", fleet.imei())
                .containsEntry("vehicle_reg_no", "REG 1")
                .containsEntry("vehicle_group_name", "pool")
                .containsEntry("driver_name", "Ada")
                .containsEntry("client_id", (int) fleet.clientId());
    }

    @Test
    void tokenIsForThatUnitAndSoonExpires() {
        SubscriptionToken token =
                tokens.parse((String) get("unit/" + fleet.unitId()).get("token"));

        assertThat(token.unit()).isEqualTo(new UnitId(fleet.unitId()));
        assertThat(Duration.between(Instant.now(), token.expiresAt()))
                .isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unit/by-imei/%1$s", "unit/by-serial_no/%2$s", "vehicle/%3$s/primary", "driver/%4$s"})
    void everyWayLeadsToTheUnit(String route) {
        assertThat(get(route.formatted(fleet.imei(), fleet.serialNo(), fleet.vehicleId(), fleet.driverId())))
                .containsEntry("unit_id", (int) fleet.unitId());
    }

    @Test
    void poolIsAList() {
        as(viewer)
                .get("/api/v1/monitoring/pool/" + fleet.poolId())
                .then()
                .statusCode(200)
                .body("data.unit_id", contains((int) fleet.unitId()));
    }

    @Test
    void allUnitsComeInPages() {
        as(viewer)
                .get("/api/v1/monitoring/units")
                .then()
                .statusCode(200)
                .body("meta.total", equalTo(1))
                .body("data.unit_id", contains((int) fleet.unitId()))
                .body("data[0].token", startsWith("eyJ"));
    }

    @Test
    void listedUnitsThatAreNotVisibleAreLeftOut() {
        as(viewer)
                .get("/api/v1/monitoring/units?ids=1," + fleet.unitId() + ",999999999999999999")
                .then()
                .statusCode(200)
                .body("data.unit_id", contains((int) fleet.unitId()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1,", "-1", "1+2", "99999999999999999999", "%00"})
    void malformedListOfIdsIsRefused(String ids) {
        as(viewer)
                .urlEncodingEnabled(false)
                .get("/api/v1/monitoring/units?ids=" + ids)
                .then()
                .statusCode(422)
                .body("violations.field", contains("ids"));
    }

    @Test
    void driverOnFootLeadsNowhere() {
        as(admin)
                .body("{\"vehicle_id\":null}")
                .patch("/api/v1/admin/drivers/" + fleet.driverId())
                .then()
                .statusCode(200);

        as(viewer).get("/api/v1/monitoring/driver/" + fleet.driverId()).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unit/x",
                "unit/0",
                "unit/-1",
                "unit/99999999999999999999",
                "unit/by-imei/%00",
                "unit/by-imei/..%2f",
                "unit/by-serial_no/%ff",
                "vehicle/%3$s/backup_1",
                "vehicle/%3$s/PRIMARY",
                "vehicle/%3$s/third",
                "vehicle/x/primary",
                "driver/x",
                "pool/x",
            })
    void unknownOrMalformedIdIsNotFound(String route) {
        as(viewer)
                .urlEncodingEnabled(false)
                .get("/api/v1/monitoring/" + route.replace("%3$s", Long.toString(fleet.vehicleId())))
                .then()
                .statusCode(404)
                .body("status", equalTo(404));
    }

    private Map<String, Object> get(String route) {
        return as(viewer)
                .get("/api/v1/monitoring/" + route)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("data");
    }
}
