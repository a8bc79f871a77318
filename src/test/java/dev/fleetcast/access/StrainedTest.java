package dev.fleetcast.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.access.user.User;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Logins while the database has no free connection, and from an address with too many failures. */
@QuarkusTest
@TestProfile(ShortLives.class)
class StrainedTest {

    @Inject
    TestUsers users;

    @Inject
    DataSource database;

    @Test
    void loginWithoutADatabaseFailsWithinFiveSecondsWithRetryAfter() throws SQLException {
        User user = users.create();
        LoggedIn before = LoggedIn.as(user);
        List<Connection> taken = takeAllConnections();
        before.byHeader().get("/test/who").then().statusCode(200);
        long start = System.nanoTime();
        Response answer = LoggedIn.attempt(user.username, TestUsers.PASSWORD);
        Duration taking = Duration.ofNanos(System.nanoTime() - start);
        for (Connection connection : taken) {
            connection.close();
        }

        answer.then().statusCode(503).contentType("application/problem+json");
        assertThat(answer.header("Retry-After")).matches("[1-9][0-9]?");
        // A machine busy with other tests gets as much again.
        assertThat(taking).isLessThan(Duration.ofSeconds(10));
        LoggedIn.as(user);
    }

    private List<Connection> takeAllConnections() throws SQLException {
        List<Connection> taken = new ArrayList<>();
        for (int i = 0; i < ShortLives.CONNECTIONS; i++) {
            taken.add(database.getConnection());
        }
        return taken;
    }

    @Test
    void addressIsBlockedAfterFailuresAcrossAccounts() {
        User user = users.create();
        for (int i = 0; i < ShortLives.FAILURES_PER_ADDRESS; i++) {
            attempt("user" + i, "wrong").then().statusCode(401);
        }

        Response refused = attempt(user.username, TestUsers.PASSWORD);

        refused.then().statusCode(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
        LoggedIn.as(user);
    }

    /** Tries to log in from an address that no other test uses. */
    private static Response attempt(String username, String password) {
        return given().contentType("application/json")
                .header("X-Forwarded-For", "203.0.113.7")
                .body(Map.of("username", username, "password", password))
                .post("/api/v1/auth/login");
    }
}
