package dev.fleetcast.broadcast;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;

import dev.fleetcast.access.token.DeviceTokens;
import dev.fleetcast.testing.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The right to listen, the identity of listeners, and the errors when access is refused. */
@QuarkusTest
class EventsAccessTest {

    private static final String LISTENER = "/test/listener";

    @Inject
    DeviceTokens devices;

    @Test
    void listeningNeedsALogin() {
        given().get("/events")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer");
        given().accept("text/event-stream").get("/events?type=sse").then().statusCode(401);
        given().cookie("fleetcast_token", "stale").get("/events").then().statusCode(401);
        given().header("Authorization", "Bearer x").get("/events").then().statusCode(401);
        given().head("/events").then().statusCode(401);
    }

    @Test
    void otherTokensAreNoLogins() {
        for (String token :
                new String[] {devices.issue("W1").token(), Api.login("demo").subscriptionToken(1)}) {
            given().header("Authorization", "Bearer " + token)
                    .get("/events")
                    .then()
                    .statusCode(401);
            given().cookie("fleetcast_token", token).get("/events").then().statusCode(401);
            given().queryParam("token", token).get("/events").then().statusCode(401);
            given().queryParam("token", base64(token, null))
                    .get("/events")
                    .then()
                    .statusCode(401);
        }
    }

    @Test
    void endedSessionCannotListen() {
        EndUser ada = EndUser.create();
        ada.request().post("/api/v1/auth/logout").then().statusCode(204);

        ada.request().get("/events").then().statusCode(401);
        given().queryParam("token", ada.token()).get("/events").then().statusCode(401);
    }

    @Test
    void listenerFollowsTheLogsOfAllOfTheUserAndOfTheType() {
        EndUser ada = EndUser.create();

        ada.request()
                .get(LISTENER + "?type=sse")
                .then()
                .body("$", contains("broadcast:all", "broadcast:user/" + ada.id(), "broadcast:type/sse"));
        ada.request()
                .get(LISTENER + "?type=")
                .then()
                .body("$", contains("broadcast:all", "broadcast:user/" + ada.id()));
        given().cookie("fleetcast_token", ada.token())
                .get(LISTENER)
                .then()
                .body("$", contains("broadcast:all", "broadcast:user/" + ada.id()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%0D%0Aid:1", "a%0Ab", "%00"})
    void malformedTypeIsRefused(String type) {
        EndUser.create()
                .request()
                .urlEncodingEnabled(false)
                .get("/events?type=" + type)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void tooLongTypeIsRefused() {
        EndUser ada = EndUser.create();

        ada.request().get(LISTENER + "?type=" + "x".repeat(100)).then().statusCode(200);
        ada.request().get(LISTENER + "?type=" + "x".repeat(101)).then().statusCode(400);
    }

    @Test
    void tokenMayBeInTheQuery() {
        EndUser ada = EndUser.create();

        for (String token : new String[] {ada.token(), base64(ada.token(), null), base64(ada.token(), ada.id())}) {
            // Like a page that does not encode parameters.
            Response answer = given().urlEncodingEnabled(false).get(LISTENER + "?type=sse&token=" + token);

            answer.then().statusCode(200);
            assertThat(answer.<String>path("[1]")).isEqualTo("broadcast:user/" + ada.id());
        }
    }

    @Test
    void accountTokenIsValidForAllItsUsersAndAUserTokenForThatUserOnly() {
        String account = Api.login("demo").token();
        String ada = EndUser.called("ada-of-the-demo").token();

        assertThat(userOf(base64(account, "bob"))).isEqualTo("broadcast:user/bob");
        assertThat(userOf(base64(ada, "ada-of-the-demo"))).isEqualTo("broadcast:user/ada-of-the-demo");
        given().queryParam("token", base64(ada, "bob")).get(LISTENER).then().statusCode(401);
        given().queryParam("token", base64(account, number("admin")))
                .get(LISTENER)
                .then()
                .statusCode(401);
        given().queryParam("token", base64(account, "a\nb"))
                .get(LISTENER)
                .then()
                .statusCode(401);
    }

    @Test
    void tokenOfAPersonalAccountIsValidForItsOwnerOnly() {
        String other = Api.login("other").token();

        for (String id : List.of("bob", number("demo"))) {
            given().queryParam("token", base64(other, id)).get(LISTENER).then().statusCode(401);
        }
        assertThat(userOf(base64(other, number("other")))).isEqualTo("broadcast:user/" + number("other"));
    }

    @Test
    void headerTakesPrecedenceOverQueryAndQueryOverCookie() {
        EndUser ada = EndUser.create();
        EndUser bob = EndUser.create();

        ada.request().queryParam("token", bob.token()).get(LISTENER).then().body("[1]", endsWith(ada.id()));
        given().cookie("fleetcast_token", ada.token())
                .queryParam("token", bob.token())
                .get(LISTENER)
                .then()
                .body("[1]", endsWith(bob.id()));
        given().cookie("fleetcast_token", ada.token())
                .queryParam("token", "")
                .get(LISTENER)
                .then()
                .body("[1]", endsWith(ada.id()));
        given().cookie("fleetcast_token", ada.token())
                .queryParam("token", "x")
                .get(LISTENER)
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b.c", "e30=", "bnVsbA==", "%00", "%F0%9F%9A%8C", "eyJ0b2tlbiI6IngifQ=="})
    void garbageInTheQueryIsRefused(String token) {
        given().urlEncodingEnabled(false)
                .get("/events?token=" + token)
                .then()
                .statusCode(401)
                .contentType("application/problem+json");
    }

    @Test
    void tokenInTheQueryOpensNothingElse() {
        String token = Api.login("admin").token();

        given().queryParam("token", token).get("/api/v1/notifications").then().statusCode(401);
        given().queryParam("token", token).post("/admin/stop").then().statusCode(401);
        given().queryParam("token", token).get("/feed/ops").then().statusCode(401);
    }

    @Test
    void headOpensNothing() {
        EndUser.create().request().head("/events").then().statusCode(200).contentType("text/event-stream");
    }

    private static String userOf(String queryToken) {
        return given().queryParam("token", queryToken)
                .get(LISTENER)
                .then()
                .statusCode(200)
                .extract()
                .path("[1]");
    }

    private static String number(String account) {
        return given().body("{\"username\":\"%1$s\",\"password\":\"%1$s\"}".formatted(account))
                .post("/login")
                .path("id");
    }

    private static String base64(String token, String id) {
        String json = id == null
                ? "{\"token\":\"%s\"}".formatted(token)
                : "{\"token\":\"%s\",\"id\":\"%s\"}".formatted(token, id.replace("\n", "\\n"));
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
