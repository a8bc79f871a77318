package dev.fleetcast.device;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.RawSseClient;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** The device API as its clients call it. */
final class DeviceClient {

    private DeviceClient() {}

    /** Asks for a token. */
    static Response grant(Map<String, String> form) {
        return given().formParams(form).post("/oauth/token");
    }

    /** A token of the account, whose password is its name. */
    static String token(String account) {
        return grant(Map.of("grant_type", "password", "username", account, "password", account))
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    /** A token that the device publishes with. */
    static String deviceToken(String device) {
        return Api.login("publisher")
                .request()
                .post("/api/v1/devices/" + device + "/tokens")
                .path("data.token");
    }

    /** Publishes an event. */
    static ValidatableResponse publish(String token, Map<String, ?> event) {
        return given().header("Authorization", "Bearer " + token)
                .contentType("application/json")
                .body(event)
                .post("/v1/devices/events")
                .then();
    }

    /** Opens a stream of events. */
    static RawSseClient follow(String path, String token, String... headers) {
        String[] all = Stream.concat(Stream.of("Authorization", "Bearer " + token), Stream.of(headers))
                .toArray(String[]::new);
        RawSseClient stream = RawSseClient.open(path, all);
        assertThat(stream.response().statusCode()).isEqualTo(200);
        return stream;
    }

    /** A name of events that no other test uses. */
    static String newName() {
        return "t-" + UUID.randomUUID();
    }
}
