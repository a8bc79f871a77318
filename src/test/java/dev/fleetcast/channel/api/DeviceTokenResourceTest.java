package dev.fleetcast.channel.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.fleetcast.testing.Api;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class DeviceTokenResourceTest {

    @ParameterizedTest
    @ValueSource(strings = {"admin", "publisher"})
    void tokenAdmitsItsDevice(String account) {
        String token = Api.login(account)
                .request()
                .post("/api/v1/devices/W0039/tokens")
                .then()
                .statusCode(201)
                .body("data.device", equalTo("W0039"))
                .extract()
                .path("data.token");

        given().header("Authorization", "Bearer " + token)
                .get("/test/gate/feed/ops")
                .then()
                .statusCode(200)
                .body(equalTo("anonymous/W0039"));
    }

    @Test
    void responseNamesTheExpiryOfTheToken() {
        String expiresAt =
                Api.login("admin").request().post("/api/v1/devices/W1/tokens").path("data.expires_at");

        assertThat(Instant.parse(expiresAt))
                .isBetween(
                        Instant.now().plus(Duration.ofDays(364)), Instant.now().plus(Duration.ofDays(366)));
    }

    @Test
    void onlyAdministratorsAndPublishersIssueTokens() {
        given().post("/api/v1/devices/W1/tokens").then().statusCode(401);
        Api.login("demo")
                .request()
                .post("/api/v1/devices/W1/tokens")
                .then()
                .statusCode(403)
                .contentType("application/problem+json");
    }

    @Test
    void deviceCannotMakeItselfAnother() {
        String token =
                Api.login("admin").request().post("/api/v1/devices/W1/tokens").path("data.token");

        given().header("Authorization", "Bearer " + token)
                .post("/api/v1/devices/W2/tokens")
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%20b", "a%0D%0Ab", "%00", "a%2Fb", "user%2F1"})
    void invalidLabelIsRefused(String label) {
        Api.login("admin")
                .request()
                .urlEncodingEnabled(false)
                .post("/api/v1/devices/" + label + "/tokens")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void tooLongLabelIsRefused() {
        Api admin = Api.login("admin");

        admin.request()
                .post("/api/v1/devices/" + "x".repeat(128) + "/tokens")
                .then()
                .statusCode(201);
        admin.request()
                .post("/api/v1/devices/" + "x".repeat(129) + "/tokens")
                .then()
                .statusCode(400);
    }
}
