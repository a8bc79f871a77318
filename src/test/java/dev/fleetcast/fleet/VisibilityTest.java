package dev.fleetcast.fleet;

import static dev.fleetcast.testing.RegistryFixture.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.fleetcast.testing.RegistryFixture;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VisibilityTest {

    private static final SampleFleet NOWHERE = new SampleFleet(
            0, 999_999_999, "990000000000000", "SN-0", 999_999_999, 999_999_999, 999_999_999, 999_999_999);

    @Inject
    RegistryFixture fixture;

    private String admin;
    private SampleFleet fleet;
    private String owner;
    private String other;

    /** The same for all tests: only {@link #disabledClientIsHidden} changes a client, one of its own. */
    @BeforeEach
    void makeTwoClients() {
        if (fleet != null) {
            return;
        }
        admin = RegistryFixture.login(fixture.user(Set.of("admin"), Set.of()));
        fleet = SampleFleet.create(() -> as(admin), fixture.client());
        owner = ownerOf(fleet);
        other = RegistryFixture.login(fixture.user(Set.of(), Set.of(fixture.client())));
    }

    private String ownerOf(SampleFleet owned) {
        return RegistryFixture.login(fixture.user(Set.of(), Set.of(owned.clientId())));
    }

    private record Route(String shape, Function<SampleFleet, Object> named) {

        String of(SampleFleet fleet) {
            return "/api/v1/" + shape.formatted(named.apply(fleet));
        }

        @Override
        public String toString() {
            return shape;
        }
    }

    static Stream<Route> routes() {
        return Stream.of(
                new Route("units/%s", SampleFleet::unitId),
                new Route("vehicles/%s", SampleFleet::vehicleId),
                new Route("drivers/%s", SampleFleet::driverId),
                new Route("pools/%s", SampleFleet::poolId),
                new Route("zones/%s", SampleFleet::zoneId),
                new Route("monitoring/unit/%s", SampleFleet::unitId),
                new Route("monitoring/unit/by-imei/%s", SampleFleet::imei),
                new Route("monitoring/unit/by-serial_no/%s", SampleFleet::serialNo),
                new Route("monitoring/vehicle/%s/primary", SampleFleet::vehicleId),
                new Route("monitoring/driver/%s", SampleFleet::driverId),
                new Route("monitoring/pool/%s", SampleFleet::poolId));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void ownerSeesIt(Route route) {
        as(owner).get(route.of(fleet)).then().statusCode(200);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void foreignObjectLooksLikeAMissingOne(Route route) {
        Response foreign = as(other).get(route.of(fleet));
        Response missing = as(other).get(route.of(NOWHERE));

        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(withoutInstance(foreign)).isEqualTo(withoutInstance(missing));
        assertThat(foreign.headers().asList().stream()
                        .map(header -> header.getName())
                        .toList())
                .isEqualTo(missing.headers().asList().stream()
                        .map(header -> header.getName())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("routes")
    void adminWithoutClientsSeesNothingHere(Route route) {
        as(admin).get(route.of(fleet)).then().statusCode(404);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void withoutLoginIsUnauthorized(Route route) {
        given().get(route.of(fleet)).then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"units", "vehicles", "drivers", "pools", "zones"})
    void listsShowTheCallersClientsOnly(String list) {
        given().get("/api/v1/" + list).then().statusCode(401);
        as(other).get("/api/v1/" + list).then().statusCode(200).body("data", hasSize(0), "meta.total", equalTo(0));
        as(owner).get("/api/v1/" + list).then().statusCode(200).body("data.client_id", contains((int)
                fleet.clientId()));
    }

    @Test
    void disabledClientIsHidden() {
        SampleFleet hidden = SampleFleet.create(() -> as(admin), fixture.client());
        String itsOwner = ownerOf(hidden);
        as(itsOwner).get("/api/v1/units/" + hidden.unitId()).then().statusCode(200);

        as(admin)
                .body(Map.of("enabled", false))
                .patch("/api/v1/admin/clients/" + hidden.clientId())
                .then()
                .statusCode(200);

        as(itsOwner).get("/api/v1/units/" + hidden.unitId()).then().statusCode(404);
    }

    private static Map<String, Object> withoutInstance(Response response) {
        Map<String, Object> body = response.jsonPath().getMap("");
        body.remove("instance");
        return body;
    }
}
