package dev.fleetcast.fleet;

import static dev.fleetcast.testing.RegistryFixture.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.fleetcast.testing.RegistryFixture;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the administrator of one company can do; {@link ForeignEntriesTest} has what belongs to other companies. */
@QuarkusTest
class FleetAdminTest {

    private static final String PASSWORD = RegistryFixture.credentials("").get("password");

    @Inject
    RegistryFixture fixture;

    private long client;
    private String owner;

    @BeforeEach
    void logIn() {
        client = fixture.client();
        owner = RegistryFixture.login(fixture.user(Set.of("fleet_admin"), Set.of(client)));
    }

    @Test
    void companyIsSetUpByItsOwnAdministrator() {
        String imei = RegistryFixture.imei();
        importCsv("units?match=imei", "client_id,imei,name\n%d,%s,Tracker\n".formatted(client, imei))
                .statusCode(200)
                .body("data.created", equalTo(1));
        importCsv("vehicles?match=reg_no", "client_id,reg_no,primary_unit_imei\n%d,W 1,%s\n".formatted(client, imei))
                .statusCode(200);
        String username = "viewer " + RegistryFixture.number();
        long user = post("users", user(username, Set.of()))
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("data.id");

        String viewer = RegistryFixture.login(username);
        as(viewer).get("/api/v1/units").then().body("data.imei", contains(imei));
        as(owner)
                .contentType("application/merge-patch+json")
                .body(Map.of("enabled", false))
                .patch("/api/v1/admin/users/" + user)
                .then()
                .statusCode(200);
        as(viewer).get("/api/v1/units").then().statusCode(401);
        as(owner).delete("/api/v1/admin/users/" + user).then().statusCode(204);
    }

    @Test
    void listOfAForeignCompanyIsEmpty() {
        long foreign = fixture.client();
        fixture.user(Set.of(), Set.of(foreign));

        for (String kind : List.of("clients", "users", "units")) {
            as(owner)
                    .get("/api/v1/admin/" + kind + "?client_id=" + foreign)
                    .then()
                    .statusCode(200)
                    .body("meta.total", equalTo(0));
        }
    }

    @Test
    void otherAdministratorsOfTheCompanyMayBeAppointed() {
        String username = "second " + RegistryFixture.number();

        post("users", user(username, Set.of("fleet_admin"))).statusCode(201);

        as(RegistryFixture.login(username))
                .get("/api/v1/admin/clients")
                .then()
                .statusCode(200)
                .body("data.id", contains((int) client), "meta.total", equalTo(1));
    }

    @Test
    void rightsBeyondTheCompanyCannotBeGiven() {
        long other = fixture.client();

        for (String role : List.of("admin", "publisher")) {
            post("users", user("raised " + RegistryFixture.number(), Set.of(role)))
                    .statusCode(422)
                    .body("violations.field", contains("roles"));
        }
        post("users", Map.of("username", "everywhere", "password", PASSWORD, "client_ids", List.of(client, other)))
                .statusCode(422)
                .body("violations.field", contains("client_ids"));
        post("users", Map.of("username", "nowhere", "password", PASSWORD))
                .statusCode(422)
                .body("violations.field", contains("client_ids"));
        post("users", Map.of("username", "crowd", "password", PASSWORD, "client_ids", List.of(client), "shared", true))
                .statusCode(422)
                .body("violations.field", contains("shared"));
    }

    @Test
    void namesByWhichOthersLogInCannotBeTaken() {
        String email = "ceo" + RegistryFixture.number() + "@example.com";
        String other = fixture.user(Set.of(), Set.of(fixture.client()));
        fixture.asAdmin()
                .contentType("application/merge-patch+json")
                .body(Map.of("email", email))
                .patch("/api/v1/admin/users/" + idOf(other))
                .then()
                .statusCode(200);

        post("users", user(email, Set.of())).statusCode(409).body("detail", containsString("username"));
        post(
                        "users",
                        Map.of(
                                "username",
                                "new " + email,
                                "email",
                                email.toUpperCase(Locale.ROOT),
                                "password",
                                PASSWORD,
                                "client_ids",
                                List.of(client)))
                .statusCode(409)
                .body("detail", containsString("email"));
    }

    @Test
    void telemetryOfOthersCannotBeTaken() {
        long foreign = fixture.client();
        String serialNo = "9" + RegistryFixture.imei().substring(1);
        Map<String, Object> unit =
                Map.of("client_id", foreign, "name", "unit", "serial_no", serialNo, "imei", RegistryFixture.imei());
        int id = fixture.asAdmin()
                .body(unit)
                .post("/api/v1/admin/units")
                .then()
                .statusCode(201)
                .extract()
                .path("data.id");

        post("units", Map.of("client_id", client, "name", "as id", "serial_no", Integer.toString(id)))
                .statusCode(422)
                .body("violations.field", contains("serial_no"));
        post("units", Map.of("client_id", client, "name", "as a later id", "serial_no", Integer.toString(id + 1)))
                .statusCode(422)
                .body("violations.field", contains("serial_no"));
        post("units", Map.of("client_id", client, "name", "as serial number", "imei", serialNo))
                .statusCode(409)
                .body("detail", containsString("imei"));
        post("units", Map.of("client_id", client, "name", "as IMEI", "serial_no", unit.get("imei")))
                .statusCode(409)
                .body("detail", containsString("serial_no"));
        post("units", Map.of("client_id", client, "name", "own", "serial_no", "SN-" + id))
                .statusCode(201);
    }

    @Test
    void companiesAreReadOnly() {
        String own = "/api/v1/admin/clients/" + client;

        as(owner).get(own).then().statusCode(200).body("data.id", equalTo((int) client));
        as(owner)
                .body(Map.of("name", "mine"))
                .put(own)
                .then()
                .statusCode(403)
                .body("required_roles", contains("admin"), "type", containsString("#role-required"));
        as(owner).delete(own).then().statusCode(403);
        post("clients", Map.of("name", "mine too")).statusCode(403);
        importCsv("clients", "name\nmine\n").statusCode(403);
    }

    @Test
    void administratorWithoutACompanyAdministersNothing() {
        String withoutCompany = RegistryFixture.login(fixture.user(Set.of("fleet_admin"), Set.of()));

        for (String kind : List.of("clients", "users", "units", "vehicles", "drivers", "pools", "zones")) {
            as(withoutCompany)
                    .get("/api/v1/admin/" + kind)
                    .then()
                    .statusCode(200)
                    .body("data", hasSize(0), "meta.total", equalTo(0));
        }
    }

    @Test
    void usersBeyondTheCompanyAreNotShown() {
        String publisher = fixture.user(Set.of("publisher"), Set.of(client));
        String ofBoth = fixture.user(Set.of(), Set.of(client, fixture.client()));
        String own = fixture.user(Set.of(), Set.of(client));

        List<String> shown = as(owner)
                .get("/api/v1/admin/users")
                .then()
                .body("data.username", hasItem(own))
                .extract()
                .path("data.username");

        assertThat(shown).doesNotContain(publisher, ofBoth);
        as(owner).get("/api/v1/admin/users/" + idOf(ofBoth)).then().statusCode(404);
    }

    private int idOf(String username) {
        return fixture.asAdmin()
                .queryParam("q", username)
                .get("/api/v1/admin/users")
                .then()
                .extract()
                .path("data[0].id");
    }

    private Map<String, Object> user(String username, Set<String> roles) {
        return Map.of("username", username, "password", PASSWORD, "client_ids", List.of(client), "roles", roles);
    }

    private ValidatableResponse post(String kind, Map<String, ?> body) {
        return as(owner).body(body).post("/api/v1/admin/" + kind).then();
    }

    private ValidatableResponse importCsv(String kind, String csv) {
        String path = kind.replaceFirst("(\\w+)", "$1/import");
        return as(owner)
                .contentType("text/csv")
                .body(csv)
                .post("/api/v1/admin/" + path)
                .then();
    }
}
