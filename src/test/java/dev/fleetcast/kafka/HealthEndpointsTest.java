package dev.fleetcast.kafka;

import static io.restassured.RestAssured.when;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HealthEndpointsTest {

    @Test
    void dependenciesAreKafkaAndTheDatabase() {
        // Each is down for a moment when the machine takes longer than a check may.
        await().untilAsserted(() -> when().get("/q/health/group/dependencies")
                .then()
                .statusCode(200)
                .body("checks.name", containsInAnyOrder("Kafka", "database")));
    }

    @Test
    void readinessLooksAtTheStartAndTheEndOnly() {
        await().untilAsserted(() -> when().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body(
                        "checks.name",
                        containsInAnyOrder(
                                "registry loaded",
                                "telemetry feed caught up",
                                "streams of all replicas known",
                                "channels known",
                                "device events known",
                                "logins warm",
                                "not draining")));
    }

    @Test
    void livenessAndStartLookAtTheProcessOnly() {
        when().get("/q/health/live").then().statusCode(200).body("checks", empty());
        when().get("/q/health/started").then().statusCode(200).body("checks", empty());
    }
}
