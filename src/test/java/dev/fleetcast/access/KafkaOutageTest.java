package dev.fleetcast.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetcast.access.user.User;
import dev.fleetcast.testing.MovingFleet;
import dev.fleetcast.testing.OwnBroker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Uses its own broker, which is stopped. */
@QuarkusTest
@TestProfile(MovingFleet.class)
class KafkaOutageTest {

    @Inject
    TestUsers users;

    OwnBroker broker;

    @AfterEach
    void comeBack() {
        broker.comeBack();
    }

    @Test
    void withoutKafkaLogoutFailsWithRetryAfterAndEverythingElseWorks() {
        User user = users.create();
        LoggedIn login = LoggedIn.as(user);
        login.byHeader().get("/test/who").then().statusCode(200);
        broker.goAway();

        long start = System.nanoTime();
        Response logout = login.byHeader().post("/api/v1/auth/logout");

        logout.then().statusCode(503).contentType("application/problem+json");
        assertThat(logout.header("Retry-After")).matches("[1-9][0-9]?");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        login.byHeader().get("/test/who").then().statusCode(200);
        await().until(() -> LoggedIn.as(user).byHeader().get("/test/who").statusCode() == 200);
    }
}
