package dev.fleetcast.broadcast;

import static io.restassured.RestAssured.given;

import dev.fleetcast.testing.Api;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;

/**
 * A user of the demo's shared account.
 *
 * @param id the user's id in broadcasts
 */
record EndUser(String id, String token) {

    /** A new user with a unique id. */
    static EndUser create() {
        return called(UUID.randomUUID().toString());
    }

    static EndUser called(String id) {
        String token = given().body(Map.of("username", "demo", "password", "demo", "id", id))
                .contentType("application/json")
                .post("/login")
                .then()
                .statusCode(200)
                .extract()
                .path("token");
        return new EndUser(id, token);
    }

    RequestSpecification request() {
        return given().header("Authorization", "Bearer " + token);
    }

    EventsClient listen(String query, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "Cookie";
        all[1] = "fleetcast_token=" + token;
        return EventsClient.open(query, all);
    }

    /** Broadcasts as the demo's publisher and expects success. */
    static void say(Map<String, String> broadcast) {
        Api.login("publisher")
                .request()
                .contentType("application/json")
                .body(broadcast)
                .post("/broadcast")
                .then()
                .statusCode(201);
    }
}
