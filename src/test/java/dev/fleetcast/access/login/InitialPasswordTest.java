package dev.fleetcast.access.login;

import static dev.fleetcast.testing.RegistryFixture.as;
import static dev.fleetcast.testing.RegistryFixture.credentials;
import static dev.fleetcast.testing.RegistryFixture.login;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.fleetcast.testing.RegistryFixture;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users who must change their password before anything else. */
@QuarkusTest
class InitialPasswordTest {

    private static final String NEW_PASSWORD = "one with many small words";

    @Inject
    RegistryFixture fixture;

    private String username;

    @BeforeEach
    void createUser() {
        username = fixture.user(Set.of("admin", "publisher"), Set.of(fixture.client()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/units",
                "/api/v1/auth/token",
                "/api/v1/auth/sessions",
                "/api/v1/admin/users",
                "/api/v1/notifications",
                "/api/v1/telemetry/feed",
                "/api/v1/values",
                "/v1/devices/events/x",
                "/events",
                "/feed/ops",
                "/sse/telemetry/connect",
                "/api/v1/auth/password/",
                "/api/v1/auth/password/../../units"
            })
    void nothingElseIsAllowed(String path) {
        demandChange();
        given().urlEncodingEnabled(false)
                .header("Authorization", login(username))
                .get(path)
                .then()
                .statusCode(not(200));
    }

    @Test
    void refusalSaysWhatToDo() {
        demandChange();

        as(login(username))
                .get("/api/v1/units")
                .then()
                .statusCode(403)
                .body("detail", containsString("POST /api/v1/auth/password"));
    }

    @Test
    void loginSaysSoUntilThePasswordIsChanged() {
        demandChange();
        logIn("correct horse").then().statusCode(200).body("data.must_change_password", equalTo(true));

        change(NEW_PASSWORD).then().statusCode(204);

        logIn(NEW_PASSWORD).then().statusCode(200).body("data.must_change_password", equalTo(false));
        as(logIn(NEW_PASSWORD).header("Authorization"))
                .get("/api/v1/units")
                .then()
                .statusCode(200);
    }

    @Test
    void samePasswordIsNoChange() {
        demandChange();

        change("correct horse").then().statusCode(422);

        as(login(username)).get("/api/v1/units").then().statusCode(403);
        as(login(username)).post("/api/v1/auth/logout").then().statusCode(204);
    }

    @Test
    void demandEndsSessionsAndTokens() {
        String before = login(username);
        String token = given().formParams(
                        Map.of("grant_type", "password", "username", username, "password", "correct horse"))
                .post("/oauth/token")
                .path("access_token");

        demandChange();

        as(before).get("/api/v1/units").then().statusCode(401);
        as("Bearer " + token).get("/v1/access_tokens/current").then().statusCode(401);
        given().formParams(Map.of("grant_type", "password", "username", username, "password", "correct horse"))
                .post("/oauth/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_grant"));
    }

    @Test
    void cookieOfSuchALoginIsRefusedToo() {
        demandChange();
        String token = login(username).substring("bearer ".length());

        given().cookie("fleetcast_token", token).get("/api/v1/units").then().statusCode(403);
    }

    private void demandChange() {
        Response user = fixture.asAdmin().queryParam("q", username).get("/api/v1/admin/users");
        fixture.asAdmin()
                .body(Map.of("must_change_password", true))
                .patch("/api/v1/admin/users/" + user.path("data[0].id"))
                .then()
                .statusCode(200)
                .body("data.must_change_password", equalTo(true));
    }

    private Response change(String password) {
        return as(login(username))
                .body(Map.of("old_password", "correct horse", "new_password", password))
                .post("/api/v1/auth/password");
    }

    private Response logIn(String password) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("username", credentials(username).get("username"), "password", password))
                .post("/api/v1/auth/login");
    }
}
