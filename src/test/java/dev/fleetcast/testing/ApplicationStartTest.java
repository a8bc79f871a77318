package dev.fleetcast.testing;

import static io.restassured.RestAssured.when;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ApplicationStartTest {

    @Test
    void startsAgainstTheSharedServices() {
        when().get("/q/health/started").then().statusCode(200);
    }
}
