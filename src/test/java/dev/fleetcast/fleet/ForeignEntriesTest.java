package dev.fleetcast.fleet;

import static dev.fleetcast.testing.RegistryFixture.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.fleetcast.testing.RegistryFixture;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Method;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** For the administrator of a company, entries of another look like missing ones, also where others refer to them. */
@QuarkusTest
class ForeignEntriesTest {

    private static final long UNKNOWN = 999_999_999_999L;
    private static final String UNKNOWN_IMEI = "999999999999999";

    @Inject
    RegistryFixture fixture;

    private long client;
    private String owner;
    private SampleFleet foreign;
    private long foreignUser;

    @BeforeEach
    void logIn() {
        String admin = RegistryFixture.login(fixture.user(Set.of("admin"), Set.of()));
        client = fixture.client();
        owner = RegistryFixture.login(fixture.user(Set.of("fleet_admin"), Set.of(client)));
        foreign = SampleFleet.create(() -> as(admin), fixture.client());
        String username = fixture.user(Set.of(), Set.of(foreign.clientId()));
        foreignUser = as(admin)
                .queryParam("q", username)
                .get("/api/v1/admin/users")
                .jsonPath()
                .getLong("data[0].id");
    }

    private record Entry(String kind, long foreignId, Map<String, ?> valid) {

        Stream<Call> calls() {
            return Stream.of(
                    new Call(Method.GET, "", null),
                    new Call(Method.PUT, "", valid),
                    new Call(Method.PATCH, "", valid),
                    new Call(Method.DELETE, "", null));
        }
    }

    private record Call(Method method, String below, Map<String, ?> body) {

        Response of(String caller, String kind, long id) {
            RequestSpecification request = as(caller);
            return (body == null ? request : request.body(body))
                    .request(method, "/api/v1/admin/" + kind + "/" + id + below);
        }
    }

    private Stream<Entry> entries() {
        Map<String, Object> named = Map.of("client_id", client, "name", "own");
        Map<String, Object> zone = Map.of("client_id", client, "number", 1, "name", "own");
        return Stream.of(
                new Entry("units", foreign.unitId(), named),
                new Entry("vehicles", foreign.vehicleId(), Map.of("client_id", client, "reg_no", "own")),
                new Entry("drivers", foreign.driverId(), named),
                new Entry("pools", foreign.poolId(), named),
                new Entry("zones", foreign.zoneId(), zone),
                new Entry("users", foreignUser, Map.of("username", "own", "client_ids", List.of(client))));
    }

    @TestFactory
    Stream<DynamicTest> everyRouteAnswersAlike() {
        return entries().flatMap(entry -> entry.calls().map(call -> test(entry, call, 404)));
    }

    @TestFactory
    Stream<DynamicTest> everyRouteOfTokensAnswersAlike() {
        Entry user = new Entry("users", foreignUser, Map.of());
        return Stream.of(
                        new Call(Method.GET, "/tokens", null),
                        new Call(Method.POST, "/tokens", Map.of("name", "token")),
                        new Call(Method.DELETE, "/tokens/1", null))
                .map(call -> test(user, call, 404));
    }

    @TestFactory
    Stream<DynamicTest> everyRouteOfCompaniesAnswersAlike() {
        Entry company = new Entry("clients", foreign.clientId(), Map.of("name", "own"));
        return company.calls().map(call -> test(company, call, call.method() == Method.GET ? 404 : 403));
    }

    private DynamicTest test(Entry entry, Call call, int status) {
        return dynamicTest(call.method() + " " + entry.kind() + call.below(), () -> {
            Response answer = call.of(owner, entry.kind(), entry.foreignId());

            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
            assertThat(told(answer)).isEqualTo(told(call.of(owner, entry.kind(), UNKNOWN)));
        });
    }

    private record Reference(String kind, Map<String, Object> valid, String field, Object foreign, Object unknown) {}

    @TestFactory
    Stream<DynamicTest> referencesAreRefusedAlike() {
        Map<String, Object> unit = Map.of("client_id", client, "name", "own", "assigned_as", "primary");
        Map<String, Object> unitInForeignVehicle = new HashMap<>(unit);
        unitInForeignVehicle.put("vehicle_id", foreign.vehicleId());
        Map<String, Object> named = Map.of("client_id", client, "name", "own");
        Map<String, Object> vehicle = Map.of("client_id", client, "reg_no", "own");
        Map<String, Object> zone = Map.of("number", 1, "name", "own");
        Map<String, Object> user = Map.of("username", "own", "password", "a long sentence of hers");
        return Stream.of(
                        new Reference("units", unit, "vehicle_id", foreign.vehicleId(), UNKNOWN),
                        new Reference("units", unitInForeignVehicle, "client_id", foreign.clientId(), UNKNOWN),
                        new Reference("units", named, "id", foreign.unitId(), UNKNOWN),
                        new Reference("drivers", named, "vehicle_id", foreign.vehicleId(), UNKNOWN),
                        new Reference("drivers", named, "client_id", foreign.clientId(), UNKNOWN),
                        new Reference("pools", named, "vehicle_ids", List.of(foreign.vehicleId()), List.of(UNKNOWN)),
                        new Reference(
                                "pools",
                                Map.of("name", "pool", "vehicle_ids", List.of(foreign.vehicleId())),
                                "client_id",
                                foreign.clientId(),
                                UNKNOWN),
                        new Reference("zones", zone, "client_id", foreign.clientId(), UNKNOWN),
                        new Reference("vehicles", vehicle, "primary_unit_id", foreign.unitId(), UNKNOWN),
                        new Reference("users", user, "client_ids", List.of(foreign.clientId()), List.of(UNKNOWN)),
                        new Reference("users", user, "id", foreignUser, UNKNOWN))
                .map(reference -> dynamicTest(reference.kind() + " " + reference.field(), () -> {
                    Response answer = post(reference, reference.foreign());

                    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(422);
                    assertThat(told(answer)).isEqualTo(told(post(reference, reference.unknown())));
                }));
    }

    private Response post(Reference reference, Object value) {
        Map<String, Object> body = new HashMap<>(reference.valid());
        body.put(reference.field(), value);
        return as(owner).body(body).post("/api/v1/admin/" + reference.kind());
    }

    @Test
    void rowsOfImportsAreRefusedAlike() {
        String byId = "id,client_id,name\n%d," + client + ",taken\n";
        String byImei = "client_id,reg_no,primary_unit_imei\n" + client + ",own,%s\n";

        assertThat(told(importCsv("units", byId.formatted(foreign.unitId()), 422)))
                .isEqualTo(told(importCsv("units", byId.formatted(UNKNOWN), 422)));
        assertThat(told(importCsv("vehicles", byImei.formatted(foreign.imei()), 422)))
                .isEqualTo(told(importCsv("vehicles", byImei.formatted(UNKNOWN_IMEI), 422)));
        importCsv("units?match=imei", "client_id,imei,name\n%d,%s,taken\n".formatted(client, foreign.imei()), 422);
    }

    @Test
    void listsAndFilesLeaveThemOut() {
        as(owner)
                .queryParam("q", foreign.imei())
                .get("/api/v1/admin/units")
                .then()
                .statusCode(200)
                .body("meta.total", equalTo(0));
        as(owner)
                .get("/api/v1/admin/units/export")
                .then()
                .statusCode(200)
                .body(containsString("imei"), not(containsString(foreign.imei())));
    }

    private Response importCsv(String kind, String csv, int status) {
        Response answer = as(owner)
                .contentType("text/csv")
                .body(csv)
                .post("/api/v1/admin/" + kind.replaceFirst("(\\w+)", "$1/import"));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        return answer;
    }

    /** The problem without the path, which repeats the caller's own input. */
    private static Map<String, Object> told(Response answer) {
        Map<String, Object> problem = new HashMap<>(answer.jsonPath().getMap("$"));
        problem.remove("instance");
        return problem;
    }
}
