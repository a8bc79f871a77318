package dev.fleetcast.testing;

import static io.restassured.RestAssured.given;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/** A logged-in user of the HTTP API, such as a dashboard. */
public final class Api {

    private final String token;

    private Api(String token) {
        this.token = token;
    }

    /** Logs in a demo account, whose password is its name. */
    public static Api login(String account) {
        return login(base(), account);
    }

    /** As {@link #login(String)}, at that address. */
    public static Api login(String address, String account) {
        String header = given().baseUri(address)
                .contentType("application/json")
                .body(Map.of("username", account, "password", account))
                .post("/api/v1/auth/login")
                .then()
                .statusCode(200)
                .extract()
                .header("Authorization");
        return loggedInBy(header);
    }

    /** A user who has logged in and got that header {@code Authorization}. */
    public static Api loggedInBy(String authorization) {
        return new Api(authorization.substring("bearer ".length()));
    }

    /** The address of the application under test. */
    public static String base() {
        return RestAssured.baseURI + ":" + RestAssured.port;
    }

    /** The login JWT. */
    public String token() {
        return token;
    }

    /** A request with this user's login. */
    public RequestSpecification request() {
        return given().header("Authorization", "Bearer " + token);
    }

    /** A subscription token for the unit. */
    public String subscriptionToken(long unit) {
        return request()
                .get("/api/v1/monitoring/unit/" + unit)
                .then()
                .statusCode(200)
                .extract()
                .path("data.token");
    }

    /** Subscribes the stream to the unit; {@code query} is appended to the path. */
    public Response subscribe(String streamId, long unit, String query) {
        return request().post("/sse/telemetry/subscribe/" + streamId + "/" + subscriptionToken(unit) + query);
    }

    /** Subscribes the stream to the unit and expects success. */
    public void follow(String streamId, long unit) {
        subscribe(streamId, unit, "").then().statusCode(200);
    }

    /** Connects anonymously, as an {@code EventSource} of another origin does. */
    public static SseClient connect() {
        return SseClient.connect(base() + "/sse/telemetry/connect");
    }
}
