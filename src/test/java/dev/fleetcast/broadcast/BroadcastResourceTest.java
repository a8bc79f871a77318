package dev.fleetcast.broadcast;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.fleetcast.access.token.DeviceTokens;
import dev.fleetcast.testing.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The right to broadcast, and invalid broadcasts. */
@QuarkusTest
class BroadcastResourceTest {

    private static final Map<String, String> HELLO = Map.of("content", "hello");

    @Inject
    DeviceTokens devices;

    @Test
    void publisherCanSend() {
        send(Api.login("publisher").request(), HELLO).statusCode(201);
    }

    @Test
    void otherCallersAreRefused() {
        send(given(), HELLO)
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer");
        send(given().header("Authorization", "Bearer x"), HELLO).statusCode(401);
        send(bearer(devices.issue("W1").token()), HELLO).statusCode(401);
        send(bearer(Api.login("demo").subscriptionToken(1)), HELLO).statusCode(401);
        send(Api.login("demo").request(), HELLO).statusCode(403).contentType("application/problem+json");
        send(Api.login("admin").request(), HELLO).statusCode(403);
        send(EndUser.create().request(), HELLO).statusCode(403);
    }

    @Test
    void rightsAreCheckedBeforeTheBody() {
        given().body("nope").post("/broadcast").then().statusCode(401);
        Api.login("demo").request().body("nope").post("/broadcast").then().statusCode(403);
    }

    @Test
    void pageOfAnotherSiteCannotSendForAPublisher() {
        String token = Api.login("publisher").token();

        send(given().cookie("fleetcast_token", token), HELLO).statusCode(403);
        send(given().cookie("fleetcast_token", token).header("Sec-Fetch-Site", "cross-site"), HELLO)
                .statusCode(403);
        send(given().cookie("fleetcast_token", token).header("Sec-Fetch-Site", "same-origin"), HELLO)
                .statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nope",
                "[]",
                "{}",
                "{\"content\":\"\"}",
                "{\"content\":{}}",
                "{\"content\":\"a\",\"type\":\"a\\r\\nid: 1\"}",
                "{\"content\":\"a\",\"user\":\"a\\nb\"}"
            })
    void malformedBroadcastIsRefused(String body) {
        Api.login("publisher")
                .request()
                .contentType("application/json")
                .body(body)
                .post("/broadcast")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", not(containsString("fleetcast")));
    }

    @Test
    void emptyBodyIsRefused() {
        Api.login("publisher").request().post("/broadcast").then().statusCode(400);
    }

    @Test
    void tooLongContentIsRefused() {
        Api publisher = Api.login("publisher");

        send(publisher.request(), Map.of("content", "x".repeat(256 * 1024))).statusCode(201);
        send(publisher.request(), Map.of("content", "x".repeat(256 * 1024 + 1))).statusCode(413);
        send(publisher.request(), Map.of("content", "ü".repeat(128 * 1024 + 1))).statusCode(413);
        send(publisher.request(), Map.of("content", "x".repeat(2 * 1024 * 1024)))
                .statusCode(413);
    }

    private static RequestSpecification bearer(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    private static ValidatableResponse send(RequestSpecification sender, Map<String, String> broadcast) {
        return sender.contentType("application/json; charset=UTF-8")
                .body(broadcast)
                .post("/broadcast")
                .then();
    }
}
