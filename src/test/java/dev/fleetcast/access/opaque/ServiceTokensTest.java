package dev.fleetcast.access.opaque;

import static dev.fleetcast.testing.RegistryFixture.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.fleetcast.testing.RegistryFixture;
import dev.fleetcast.testing.StreamClient;
import dev.fleetcast.testing.Transport;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Service accounts: long-lived tokens that are good wherever a login is. */
@QuarkusTest
class ServiceTokensTest {

    private static final Duration PROMPTLY = Duration.ofSeconds(10);

    @Inject
    RegistryFixture fixture;

    private String admin;
    private String username;
    private long client;
    private String path;

    @BeforeEach
    void createAccount() {
        admin = RegistryFixture.login(fixture.user(Set.of("admin"), Set.of()));
        client = fixture.client();
        username = fixture.user(Set.of(), Set.of(client));
        path = pathOf(username);
    }

    @Test
    void tokenIsGoodWhereALoginIsWithTheRightsOfItsUser() {
        String service = "Bearer " + issued("reports").path("data.token");

        as(service).get("/api/v1/units").then().statusCode(200);
        as(service).get("/api/v1/admin/users").then().statusCode(403);
        as(service).get("/v1/access_tokens/current").then().statusCode(200);
        String adminService = as(admin)
                .body(Map.of("name", "automation"))
                .post(pathOf(fixture.user(Set.of("admin"), Set.of())))
                .path("data.token");
        as("Bearer " + adminService).get("/api/v1/admin/users").then().statusCode(200);
    }

    @Test
    void tokenIsShownOnceAndOnlyToAdministrators() {
        issued("reports")
                .then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .body("data.token", matchesPattern("[0-9a-f]{40}"))
                .body("data.expires_at", notNullValue());

        as(admin)
                .get(path)
                .then()
                .statusCode(200)
                .body("data", hasSize(1))
                .body("data[0]", not(hasKey("token")))
                .body("data[0].name", equalTo("reports"))
                .body("data[0].last_used_at", equalTo(null));
        String login = RegistryFixture.login(username);
        as(login).get(path).then().statusCode(403);
        as(login).body(Map.of("name", "own")).post(path).then().statusCode(403);
        as(login).delete(path + "/1").then().statusCode(403);
        given().get(path).then().statusCode(401);
    }

    @Test
    void lastUseIsNoted() {
        String service = issued("reports").path("data.token");

        as("Bearer " + service).get("/api/v1/units").then().statusCode(200);

        await().atMost(PROMPTLY)
                .untilAsserted(() -> as(admin).get(path).then().body("data[0].last_used_at", notNullValue()));
    }

    @ParameterizedTest
    @EnumSource
    void revokedTokenIsRefusedAndItsStreamEnds(Transport transport) {
        Response issued = issued("reports");
        String service = issued.path("data.token");
        as("Bearer " + service).get("/api/v1/units").then().statusCode(200);
        try (StreamClient stream = transport.connect("", "Authorization", "Bearer " + service)) {
            stream.streamId();

            as(admin).delete(path + "/" + issued.path("data.id")).then().statusCode(204);

            as("Bearer " + service).get("/api/v1/units").then().statusCode(401);
            await().atMost(PROMPTLY).until(stream::isComplete);
        }
        as(admin).get(path).then().body("data", empty());
        as(admin).delete(path + "/" + issued.path("data.id")).then().statusCode(204);
    }

    @Test
    void onlyItsOwnUsersTokenCanBeRevoked() {
        Response issued = issued("reports");

        as(admin)
                .delete(pathOf(fixture.user(Set.of(), Set.of())) + "/" + issued.path("data.id"))
                .then()
                .statusCode(404);

        as("Bearer " + issued.path("data.token")).get("/api/v1/units").then().statusCode(200);
    }

    @Test
    void newPasswordEndsTheToken() {
        String service = issued("reports").path("data.token");
        as("Bearer " + service).get("/api/v1/units").then().statusCode(200);

        as(admin)
                .body(Map.of("password", "another one altogether"))
                .patch(path.replace("/tokens", ""))
                .then()
                .statusCode(200);

        as("Bearer " + service).get("/api/v1/units").then().statusCode(401);
        as(admin).get(path).then().body("data", empty());
    }

    @Test
    void disabledUserHasNoGoodToken() {
        String service = issued("reports").path("data.token");

        as(admin)
                .body(Map.of("enabled", false))
                .patch(path.replace("/tokens", ""))
                .then()
                .statusCode(200);

        as("Bearer " + service).get("/api/v1/units").then().statusCode(401);
        as(admin).body(Map.of("name", "another")).post(path).then().statusCode(409);
    }

    @Test
    void tokenNeitherChangesThePasswordNorLogsOutNorIsExchanged() {
        String service = "Bearer " + issued("reports").path("data.token");

        as(service)
                .body(Map.of("old_password", "correct horse", "new_password", "one with many small words"))
                .post("/api/v1/auth/password")
                .then()
                .statusCode(403)
                .body("detail", containsString("access token"));
        as(service).post("/api/v1/auth/logout").then().statusCode(403);
        as(service).get("/api/v1/auth/token").then().statusCode(403);

        as(service).get("/api/v1/units").then().statusCode(200).header("Authorization", equalTo(null));
        as(service).get("/api/v1/auth/sessions").then().body("data", empty());
    }

    @Test
    void tokenIsNoCookieAndATokenOfTheDeviceApiIsNoLogin() {
        String service = issued("reports").path("data.token");
        given().cookie("fleetcast_token", service).get("/api/v1/units").then().statusCode(401);

        String forDevices = given().formParams(
                        Map.of("grant_type", "password", "username", username, "password", "correct horse"))
                .post("/oauth/token")
                .path("access_token");
        as("Bearer " + forDevices).get("/api/v1/units").then().statusCode(401);
    }

    @Test
    void clientsOfTheDeviceApiDoNotDeleteIt() {
        String service = "Bearer " + issued("reports").path("data.token");

        as(RegistryFixture.login(username)).delete("/v1/access_tokens").then().statusCode(200);

        as(service).get("/api/v1/units").then().statusCode(200);
    }

    @Test
    void badFormsAreRefused() {
        issued("reports").then().statusCode(201);
        issued("reports").then().statusCode(409);
        issued(" ").then().statusCode(422).body("violations.field", contains("name"));
        as(admin)
                .body(Map.of(
                        "name",
                        "old",
                        "expires_at",
                        Instant.now().minusSeconds(5).toString()))
                .post(path)
                .then()
                .statusCode(422)
                .body("violations.field", contains("expires_at"));
        as(admin)
                .body(Map.of("name", "typo", "expire_at", "2027-01-01T00:00:00Z"))
                .post(path)
                .then()
                .statusCode(422)
                .body("violations.field", contains("expire_at"));
        as(admin)
                .body(Map.of("name", "endless", "expires_at", "2999-01-01T00:00:00Z"))
                .post(path)
                .then()
                .statusCode(422)
                .body("violations.field", contains("expires_at"));
        as(admin).body("null").post(path).then().statusCode(400);
        as(admin)
                .body(Map.of("name", "x"))
                .post("/api/v1/admin/users/999999999/tokens")
                .then()
                .statusCode(404);
        as(admin).get("/api/v1/admin/users/999999999/tokens").then().statusCode(404);
    }

    @Test
    void expiredTokenIsRefused() {
        Instant soon = Instant.now().plusSeconds(6);
        Response issued = as(admin)
                .body(Map.of("name", "short", "expires_at", soon.toString()))
                .post(path);
        String service = "Bearer " + issued.path("data.token");
        as(service).get("/api/v1/units").then().statusCode(200);

        await().atMost(PROMPTLY.plusSeconds(6))
                .untilAsserted(() -> as(service).get("/api/v1/units").then().statusCode(401));
        assertThat(Instant.now()).isAfterOrEqualTo(soon);
    }

    private Response issued(String name) {
        return as(admin).body(Map.of("name", name)).post(path);
    }

    private String pathOf(String user) {
        Number id = as(admin).queryParam("q", user).get("/api/v1/admin/users").path("data[0].id");
        return "/api/v1/admin/users/" + id + "/tokens";
    }
}
