package dev.fleetcast.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.access.user.User;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
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
@TestProfile(StrainedTest.FewConnections.class)
class StrainedTest {

    private static final int CONNECTIONS = 3;

    public static final class FewConnections implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.datasource.jdbc.max-size", Integer.toString(CONNECTIONS),
                    "fleetcast.registry.refresh-interval", "PT10M",
                    "fleetcast.access.login.max-failures-per-address", "3",
                    "fleetcast.access.sessions-topic", "fleetcast.sessions-strained");
        }
    }

    @Inject
    TestUsers users;

    @Inject
    DataSource database;

    @Test
    void loginWithoutADatabaseFailsWithinFiveSecondsWithRetryAfter() throws SQLException {
        User user = users.create();
        LoggedIn before = LoggedIn.as(user);
        long start = System.nanoTime();

        List<Connection> taken = takeAllConnections();
        Response answer = LoggedIn.attempt(user.username, TestUsers.PASSWORD);
        before.byHeader().get("/test/who").then().statusCode(200);
        for (Connection connection : taken) {
            connection.close();
        }

        answer.then().statusCode(503).contentType("application/problem+json");
        assertThat(answer.header("Retry-After")).matches("[1-9][0-9]?");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
        LoggedIn.as(user);
    }

    private List<Connection> takeAllConnections() throws SQLException {
        List<Connection> taken = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            taken.add(database.getConnection());
        }
        return taken;
    }

    @Test
    void addressIsBlockedAfterFailuresAcrossAccounts() {
        User user = users.create();
        LoggedIn.as(user);
        for (int i = 0; i < 3; i++) {
            LoggedIn.attempt("user" + i, "wrong").then().statusCode(401);
        }

        Response refused = LoggedIn.attempt(user.username, TestUsers.PASSWORD);

        refused.then().statusCode(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
    }
}
