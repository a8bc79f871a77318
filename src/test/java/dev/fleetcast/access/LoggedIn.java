package dev.fleetcast.access;

import static io.restassured.RestAssured.given;

import dev.fleetcast.access.user.User;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/** The credentials of a client after a login. */
public record LoggedIn(String token, Response response) {

    public static LoggedIn as(User user) {
        Response response = attempt(user.username, TestUsers.PASSWORD);
        response.then().statusCode(200);
        return new LoggedIn(bearer(response), response);
    }

    public static Response attempt(String username, String password) {
        return given().contentType("application/json")
                .body(Map.of("username", username, "password", password))
                .post("/api/v1/auth/login");
    }

    /** The token in the {@code Authorization} header of a response; null without one. */
    static String bearer(Response response) {
        String header = response.header("Authorization");
        return header == null ? null : header.substring("bearer ".length());
    }

    public RequestSpecification byHeader() {
        return given().header("Authorization", "Bearer " + token);
    }

    public RequestSpecification byCookie() {
        return given().cookie("fleetcast_token", token);
    }
}
