package dev.fleetcast.fleet;

import static dev.fleetcast.testing.RegistryFixture.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.fleetcast.testing.RegistryFixture;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AdminResourceTest {

    @Inject
    RegistryFixture fixture;

    private String admin;
    private long client;

    @BeforeEach
    void logIn() {
        admin = RegistryFixture.login(fixture.user(Set.of("admin"), Set.of()));
        client = fixture.client();
    }

    @Test
    void createdEntryIsAtItsLocation() {
        String location = request()
                .body(unit("first"))
                .post("/api/v1/admin/units")
                .then()
                .statusCode(201)
                .body("data.name", equalTo("first"), "data.status", equalTo("active"), "data.timezone", equalTo("UTC"))
                .extract()
                .header("Location");

        request().get(location).then().statusCode(200).body("data.client_id", equalTo((int) client));
    }

    @Test
    void replacingClearsMissingFields() {
        long id = idOf(post("vehicles", Map.of("client_id", client, "reg_no", "A 1", "vin", "V")));

        request()
                .body(Map.of("client_id", client, "reg_no", "A 2"))
                .put("/api/v1/admin/vehicles/" + id)
                .then()
                .statusCode(200)
                .body("data.id", equalTo((int) id), "data.reg_no", equalTo("A 2"), "data.vin", nullValue());
    }

    @Test
    void patchChangesNamedFieldsOnly() {
        long id = idOf(post("vehicles", Map.of("client_id", client, "reg_no", "A 1", "vin", "V", "fleet_no", "F")));

        request()
                .contentType("application/merge-patch+json")
                .body("{\"reg_no\":\"A 2\",\"vin\":null}")
                .patch("/api/v1/admin/vehicles/" + id)
                .then()
                .statusCode(200)
                .body("data.reg_no", equalTo("A 2"), "data.vin", nullValue(), "data.fleet_no", equalTo("F"));
    }

    @Test
    void removedEntryIsGone() {
        long id = idOf(post("drivers", Map.of("client_id", client, "name", "Ada")));

        request().delete("/api/v1/admin/drivers/" + id).then().statusCode(204);

        request().get("/api/v1/admin/drivers/" + id).then().statusCode(404);
        request().delete("/api/v1/admin/drivers/" + id).then().statusCode(404);
    }

    @Test
    void clientInUseStays() {
        long unit = idOf(post("units", unit("stays")));

        request()
                .delete("/api/v1/admin/clients/" + client)
                .then()
                .statusCode(409)
                .body("detail", equalTo("These still refer to the entry: units " + unit + "."))
                .body("blocked_by.kind", contains("units"))
                .body("blocked_by.ids", contains(List.of((int) unit)));
    }

    @Test
    void listIsPagedAndSearched() {
        String name = "needle_%" + RegistryFixture.number();
        for (int i = 1; i <= 3; i++) {
            post("units", unit(name.toUpperCase(Locale.ROOT) + " " + i));
        }

        request()
                .queryParam("q", name)
                .queryParam("size", 2)
                .queryParam("page", 2)
                .get("/api/v1/admin/units")
                .then()
                .statusCode(200)
                .body("data", hasSize(1), "data[0].name", endsWith(" 3"))
                .body("meta.total", equalTo(3), "meta.page", equalTo(2), "meta.size", equalTo(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"page=0", "page=x", "size=0", "size=501", "page=99999999999", "q=%00", "q=%0d%0a"})
    void badPageIsRefused(String query) {
        request()
                .urlEncodingEnabled(false)
                .get("/api/v1/admin/units?" + query)
                .then()
                .statusCode(422);
    }

    @Test
    void importedIdIsKeptAndNotGivenOutAgain() {
        long id = idOf(post("pools", Map.of("client_id", client, "name", "first"))) + 10;

        post("pools", Map.of("id", id, "client_id", client, "name", "second")).statusCode(201);
        post("pools", Map.of("id", id, "client_id", client, "name", "third")).statusCode(409);
        post("pools", Map.of("client_id", client, "name", "fourth")).body("data.id", equalTo((int) id + 1));
    }

    @Test
    void unitsOfAVehicleCanChangePlaces() {
        long first = idOf(post("units", unit("first")));
        long second = idOf(post("units", unit("second")));
        long vehicle = idOf(post(
                "vehicles",
                Map.of("client_id", client, "reg_no", "A", "primary_unit_id", first, "backup_1_unit_id", second)));

        request()
                .body(Map.of("primary_unit_id", second, "backup_1_unit_id", first))
                .patch("/api/v1/admin/vehicles/" + vehicle)
                .then()
                .statusCode(200)
                .body("data.primary_unit_id", equalTo((int) second), "data.backup_1_unit_id", equalTo((int) first));

        request()
                .get("/api/v1/admin/units/" + second)
                .then()
                .body("data.vehicle_id", equalTo((int) vehicle), "data.assigned_as", equalTo("primary"));
    }

    @Test
    void removedVehicleLeavesItsUnitUnassigned() {
        SampleFleet fleet = SampleFleet.create(this::request, client);

        request().delete("/api/v1/admin/vehicles/" + fleet.vehicleId()).then().statusCode(204);

        request()
                .get("/api/v1/admin/units/" + fleet.unitId())
                .then()
                .body("data.vehicle_id", nullValue(), "data.assigned_as", nullValue());
        request().get("/api/v1/admin/pools/" + fleet.poolId()).then().body("data.vehicle_ids", hasSize(0));
    }

    @Test
    void duplicateValueConflicts() {
        SampleFleet fleet = SampleFleet.create(this::request, client);
        long other = idOf(post("vehicles", Map.of("client_id", client, "reg_no", "other")));

        post("units", Map.of("client_id", client, "name", "x", "imei", fleet.imei()))
                .statusCode(409);
        post("units", Map.of("client_id", client, "name", "x", "serial_no", fleet.serialNo()))
                .statusCode(409)
                .body("detail", containsString("serial_no"));
        post(
                        "units",
                        Map.of(
                                "client_id",
                                client,
                                "name",
                                "x",
                                "vehicle_id",
                                fleet.vehicleId(),
                                "assigned_as",
                                "primary"))
                .statusCode(409);
        post("drivers", Map.of("client_id", client, "name", "x", "vehicle_id", fleet.vehicleId()))
                .statusCode(409);
        post("pools", Map.of("client_id", client, "name", "pool"))
                .statusCode(409)
                .body("violations.field", contains("name"))
                .body("detail", equalTo("name is already in use."));
        request()
                .body(Map.of("backup_1_unit_id", fleet.unitId()))
                .patch("/api/v1/admin/vehicles/" + other)
                .then()
                .statusCode(409);
    }

    @Test
    void foreignOrMissingReferenceIsRefused() {
        SampleFleet foreign = SampleFleet.create(this::request, fixture.client());

        expectInvalid("units", Map.of("client_id", 999_999_999, "name", "x"), "client_id");
        for (long vehicle : List.of(foreign.vehicleId(), 999_999_999L)) {
            expectInvalid(
                    "units",
                    Map.of("client_id", client, "name", "x", "vehicle_id", vehicle, "assigned_as", "backup_1"),
                    "vehicle_id");
            expectInvalid("drivers", Map.of("client_id", client, "name", "x", "vehicle_id", vehicle), "vehicle_id");
            expectInvalid(
                    "pools", Map.of("client_id", client, "name", "x", "vehicle_ids", List.of(vehicle)), "vehicle_ids");
        }
        expectInvalid(
                "vehicles",
                Map.of("client_id", client, "reg_no", "x", "primary_unit_id", foreign.unitId()),
                "primary_unit_id");
        request()
                .body(Map.of("client_id", client))
                .patch("/api/v1/admin/units/" + foreign.unitId())
                .then()
                .statusCode(422);
        request()
                .body("{\"client_id\":" + client + ",\"primary_unit_id\":null}")
                .patch("/api/v1/admin/vehicles/" + foreign.vehicleId())
                .then()
                .statusCode(409);
    }

    @Test
    void idCannotBeChanged() {
        long id = idOf(post("units", unit("x")));

        request()
                .body(Map.of("id", id + 1))
                .patch("/api/v1/admin/units/" + id)
                .then()
                .statusCode(422)
                .body("violations.field", contains("id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"units", "vehicles", "drivers", "pools", "zones"})
    void listsAndExportsMayBeOfOneClient(String kind) {
        SampleFleet.create(this::request, client);
        SampleFleet.create(this::request, fixture.client());
        String path = "/api/v1/admin/" + kind;

        request().get(path + "?client_id=" + client).then().body("data.client_id", contains((int) client));
        assertThat(request()
                        .get(path + "/export?client_id=" + client)
                        .asString()
                        .lines())
                .hasSize(2);
        request().get(path + "?client_id=999999999").then().statusCode(200).body("meta.total", equalTo(0));
        request().get(path + "?client_id=").then().statusCode(422).body("violations.field", contains("client_id"));
    }

    @Test
    void usersOfAClientAreThoseWhoSeeIt() {
        String viewer = fixture.user(Set.of(), Set.of(client));
        String administrator = fixture.user(Set.of("admin", "publisher"), Set.of(client, fixture.client()));
        fixture.user(Set.of(), Set.of(fixture.client()));

        request()
                .get("/api/v1/admin/users?client_id=" + client)
                .then()
                .body("data.username", contains(viewer, administrator));
        request().get("/api/v1/admin/clients?client_id=" + client).then().body("data.id", contains((int) client));
    }

    private Map<String, Object> unit(String name) {
        return Map.of("client_id", client, "name", name, "imei", RegistryFixture.imei());
    }

    private void expectInvalid(String kind, Map<String, Object> body, String field) {
        post(kind, body).statusCode(422).body("violations.field", contains(field));
    }

    private ValidatableResponse post(String kind, Map<String, Object> body) {
        return request().body(body).post("/api/v1/admin/" + kind).then();
    }

    private static long idOf(ValidatableResponse created) {
        return created.statusCode(201).extract().jsonPath().getLong("data.id");
    }

    private RequestSpecification request() {
        return as(admin);
    }
}
