package dev.fleetcast.device;

import static dev.fleetcast.device.DeviceClient.follow;
import static dev.fleetcast.device.DeviceClient.grant;
import static dev.fleetcast.device.DeviceClient.newName;
import static dev.fleetcast.device.DeviceClient.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import dev.fleetcast.testing.RawSseClient;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Access tokens of the device API: how clients get, present, renew and delete them. */
@QuarkusTest
class DeviceApiTokensTest {

    @Test
    void tokenLivesAtMostAsLongAsTheSettingsPermitHoweverMuchIsAskedFor() {
        for (String asked : List.of("0", "7776001", "9223372036854775808", "9".repeat(40))) {
            grant(Map.of("grant_type", "password", "username", "demo", "password", "demo", "expires_in", asked))
                    .then()
                    .statusCode(200)
                    .body("expires_in", equalTo(7_776_000));
        }
    }

    @Test
    void passwordGetsAToken() {
        Response answer =
                grant(Map.of("grant_type", "password", "username", "demo", "password", "demo", "expires_in", "3600"));

        assertThat(answer.headers().getValues("Cache-Control")).containsExactly("no-store");
        answer.then()
                .statusCode(200)
                .body("token_type", equalTo("bearer"))
                .body("access_token", matchesPattern("[0-9a-f]{40}"))
                .body("refresh_token", matchesPattern("[0-9a-f]{40}"))
                .body("expires_in", equalTo(3600));
    }

    static Stream<Arguments> refusedGrants() {
        return Stream.of(
                Arguments.of(Map.of("grant_type", "password", "username", "demo", "password", "x"), "invalid_grant"),
                Arguments.of(Map.of("grant_type", "password", "username", "no-one", "password", "x"), "invalid_grant"),
                Arguments.of(Map.of("grant_type", "password", "username", "demo"), "invalid_request"),
                Arguments.of(Map.of("username", "demo", "password", "demo"), "invalid_request"),
                Arguments.of(Map.of("grant_type", "client_credentials"), "unsupported_grant_type"),
                Arguments.of(Map.of("grant_type", "refresh_token", "refresh_token", "no"), "invalid_grant"));
    }

    @ParameterizedTest
    @MethodSource("refusedGrants")
    void refusedGrantSaysWhy(Map<String, String> form, String error) {
        given().auth()
                .preemptive()
                .basic("any", "client")
                .formParams(form)
                .post("/oauth/token")
                .then()
                .statusCode(400)
                .body("ok", equalTo(false))
                .body("error", equalTo(error));
    }

    @Test
    void refreshTokenWorksOnce() {
        String refresh = grant(Map.of("grant_type", "password", "username", "demo", "password", "demo"))
                .path("refresh_token");
        Map<String, String> form = Map.of("grant_type", "refresh_token", "refresh_token", refresh);

        String next = grant(form).then().statusCode(200).extract().path("access_token");

        given().header("Authorization", "Bearer " + next)
                .get("/v1/access_tokens/current")
                .then()
                .statusCode(200);
        grant(form).then().statusCode(400).body("error", equalTo("invalid_grant"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/devices/events", "/v1/events/x", "/v1/devices/1/events"})
    void withoutATokenNothingIsShown(String path) {
        given().get(path)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", equalTo("Bearer"))
                .body("ok", equalTo(false))
                .body("error_description", equalTo("The access token was not found"));
        given().header("Authorization", "Bearer 0123456789012345678901234567890123456789")
                .get(path)
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_token"));
    }

    @Test
    void deletedTokenEndsItsStreams() {
        String token = token("demo");
        try (RawSseClient stream = follow("/v1/devices/events", token)) {
            given().delete("/v1/access_tokens/" + token).then().statusCode(200).body("ok", equalTo(true));

            stream.awaitEnd();
        }
        given().header("Authorization", "Bearer " + token)
                .get("/v1/devices/events")
                .then()
                .statusCode(401);
    }

    @Test
    void tokenInQueryAndForm() {
        String token = token("demo");
        given().get("/v1/access_tokens/current?access_token=" + token)
                .then()
                .statusCode(200)
                .body("scopes.size()", equalTo(0));
        given().formParams(Map.of("access_token", token, "name", newName(), "data", "x", "ttl", "5"))
                .post("/v1/devices/events")
                .then()
                .statusCode(200)
                .body("ok", equalTo(true));
        given().formParams(Map.of("name", newName()))
                .post("/v1/devices/events")
                .then()
                .statusCode(401);
    }
}
