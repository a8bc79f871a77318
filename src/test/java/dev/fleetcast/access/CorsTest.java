package dev.fleetcast.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.equalToIgnoringCase;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class CorsTest {

    private static final String PAGE = "http://localhost:3000";

    @Test
    void allowedPageMayAskWithCredentialsAndReadTheToken() {
        given().header("Origin", PAGE)
                .get("/test/who")
                .then()
                .statusCode(401)
                .header("Access-Control-Allow-Origin", equalTo(PAGE))
                .header("Access-Control-Allow-Credentials", equalTo("true"))
                .header("Access-Control-Expose-Headers", containsString("Authorization"))
                .header("Vary", equalToIgnoringCase("Origin"));
    }

    @Test
    void preflightNeedsNoLogin() {
        given().header("Origin", PAGE)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,last-event-id")
                .options("/test/who")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", equalTo(PAGE))
                .header("Access-Control-Allow-Methods", equalTo("POST"))
                .header("Access-Control-Allow-Headers", containsString("authorization"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "https://evil.example", "http://localhost.evil.example", "https://localhost:3000"})
    void foreignPageGetsNoCorsHeaders(String origin) {
        given().header("Origin", origin)
                .get("/test/who")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .header("Access-Control-Allow-Origin", nullValue());
    }
}
