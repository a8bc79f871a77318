package dev.fleetcast.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetcast.access.session.Sessions;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SessionsPerUserTest {

    private static final long USER = 987_654_321;

    @Inject
    Sessions sessions;

    @Inject
    MeterRegistry meters;

    @ConfigProperty(name = "fleetcast.access.session-max-per-user", defaultValue = "10000")
    int max;

    @Test
    void loginBeyondTheLimitEndsTheLeastRecentlyUsedSession() {
        Instant now = Clock.systemUTC().instant();
        double before = displaced();
        for (int session = 0; session <= max; session++) {
            sessions.use("per-user-" + session, USER, new SessionStart(now.plusMillis(session), 0));
        }
        sessions.use("other-user", USER + 1, new SessionStart(now, 0));
        String oldest = sessions.of(USER).get(max).id();

        sessions.endExcess(USER);

        await().untilAsserted(() -> assertThat(displaced()).isEqualTo(before + 1));
        assertThat(sessions.live(oldest)).isFalse();
        assertThat(sessions.of(USER)).hasSize(max);
        assertThat(sessions.live("other-user")).isTrue();
    }

    private double displaced() {
        return meters.get("fleetcast.sessions.displaced").counter().count();
    }
}
