package dev.fleetcast.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetcast.access.session.Sessions;
import dev.fleetcast.access.user.User;
import dev.fleetcast.access.user.UserDirectory;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SessionsPerUserTest {

    @Inject
    Sessions sessions;

    @Inject
    TestUsers users;

    @Inject
    UserDirectory directory;

    @Inject
    MeterRegistry meters;

    @ConfigProperty(name = "fleetcast.access.session-max-per-user", defaultValue = "10000")
    int max;

    @Test
    void loginBeyondTheLimitEndsTheLeastRecentlyUsedSession() {
        User user = users.create();
        Instant now = Clock.systemUTC().instant();
        long generation = directory.enabled(user.id).orElseThrow().sessionGeneration();
        double before = displaced();
        for (int session = 0; session < max; session++) {
            sessions.use("per-user-" + session, user.id, new SessionStart(now.minusMillis(session), generation));
        }
        sessions.use("other-user", user.id + 1, new SessionStart(now, 0));
        String oldest = sessions.of(user.id).get(max - 1).id();

        given().contentType(ContentType.JSON)
                .body(Map.of("username", user.username, "password", TestUsers.PASSWORD))
                .post("/api/v1/auth/login")
                .then()
                .statusCode(200);

        await().untilAsserted(() -> assertThat(displaced()).isEqualTo(before + 1));
        assertThat(sessions.live(oldest)).isFalse();
        assertThat(sessions.of(user.id)).hasSize(max);
        assertThat(sessions.live("other-user")).isTrue();
    }

    private double displaced() {
        return meters.get("fleetcast.sessions.displaced").counter().count();
    }
}
