package dev.fleetcast.broadcast;

import static io.restassured.RestAssured.given;

import dev.fleetcast.access.token.DeviceTokens;
import dev.fleetcast.testing.Api;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Callers without the right to stop a replica; see {@link StopIT} for the others. */
@QuarkusTest
class StopResourceTest {

    @Inject
    DeviceTokens devices;

    @Test
    void onlyAdministratorsStopAReplica() {
        given().post("/admin/stop").then().statusCode(401).header("WWW-Authenticate", "Bearer");
        Api.login("publisher")
                .request()
                .post("/admin/stop")
                .then()
                .statusCode(403)
                .contentType("application/problem+json");
        Api.login("demo").request().post("/admin/stop").then().statusCode(403);
        given().header("Authorization", "Bearer " + devices.issue("W1").token())
                .post("/admin/stop")
                .then()
                .statusCode(401);
    }

    @Test
    void pageOfAnotherSiteDoesNotStopOneInTheirName() {
        given().cookie("fleetcast_token", Api.login("admin").token())
                .header("Sec-Fetch-Site", "cross-site")
                .post("/admin/stop")
                .then()
                .statusCode(403);
    }

    @Test
    void readingStopsNothing() {
        Api.login("admin").request().get("/admin/stop").then().statusCode(405);
    }
}
