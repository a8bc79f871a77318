package dev.fleetcast.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionTableTest {

    private static final Duration LIFETIME = Duration.ofHours(12);

    private final TestClock clock = new TestClock();
    private final SessionTable table = new SessionTable(LIFETIME, LIFETIME.multipliedBy(2), clock);

    @Test
    void sessionLivesForItsLifetimeAfterTheLastUse() {
        table.use("s1", 7);
        clock.advance(LIFETIME.minusMinutes(1));
        table.use("s1", 7);

        clock.advance(LIFETIME);
        assertThat(table.live("s1")).isTrue();
        clock.advance(Duration.ofMinutes(2));
        assertThat(table.live("s1")).isFalse();
    }

    @Test
    void useIsReportedOnceAMinute() {
        assertThat(table.use("s1", 7)).isTrue();
        assertThat(table.use("s1", 7)).isFalse();
        clock.advance(Duration.ofSeconds(59));
        assertThat(table.use("s1", 7)).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(table.use("s1", 7)).isTrue();
    }

    @Test
    void useOnAnotherReplicaKeepsTheSession() {
        table.use("s1", 7);
        clock.advance(LIFETIME.minusMinutes(1));
        table.apply(SessionRecord.used("s1", 7, clock.millis()));

        clock.advance(Duration.ofHours(11));
        assertThat(table.live("s1")).isTrue();
    }

    @Test
    void endedSessionStaysEnded() {
        table.use("s1", 7);
        assertThat(table.apply(SessionRecord.ended("s1", 7, clock.millis()))).containsExactly("s1");

        table.use("s1", 7);
        table.apply(SessionRecord.used("s1", 7, clock.millis()));

        assertThat(table.live("s1")).isFalse();
        assertThat(table.ended("s1", 7, 0)).isTrue();
    }

    @Test
    void endIsAnnouncedOnce() {
        SessionRecord end = SessionRecord.ended("s1", 7, clock.millis());

        assertThat(table.apply(end)).containsExactly("s1");
        assertThat(table.apply(end)).isEmpty();
    }

    @Test
    void endOfASessionNeverSeenHereIsKept() {
        table.apply(SessionRecord.ended("s1", 7, clock.millis()));

        assertThat(table.ended("s1", 7, clock.millis())).isTrue();
        assertThat(table.ended("s2", 7, clock.millis())).isFalse();
    }

    @Test
    void allSessionsOfAUserEndTogether() {
        table.use("s1", 7);
        table.use("s2", 7);
        table.use("s3", 8);

        assertThat(table.apply(SessionRecord.userEnded(7, clock.millis()))).containsExactlyInAnyOrder("s1", "s2");
        assertThat(table.live("s3")).isTrue();
    }

    @Test
    void sessionsOfAUserOpenedBeforeTheEndAreRefusedEvenWhenUnknownHere() {
        table.apply(SessionRecord.userEnded(7, clock.millis()));

        assertThat(table.ended("unknown", 7, clock.millis() - 1)).isTrue();
        assertThat(table.ended("opened later", 7, clock.millis() + 1)).isFalse();
    }

    @Test
    void heldSessionThatRunsOutIsTakenOnce() {
        table.use("s1", 7);
        table.hold("s1");
        assertThat(table.takeOverdue()).isEmpty();

        clock.advance(LIFETIME.plusMinutes(2));

        assertThat(table.takeOverdue()).containsExactly("s1");
        assertThat(table.takeOverdue()).isEmpty();
    }

    @Test
    void sessionNobodyHoldsIsNotLookedAt() {
        table.use("s1", 7);
        table.hold("s1");
        table.hold("s1");
        table.release("s1");
        table.release("s1");
        table.release("s1");

        clock.advance(LIFETIME.plusMinutes(2));

        assertThat(table.takeOverdue()).isEmpty();
    }

    @Test
    void holdOnASessionAlreadyOverIsTakenToo() {
        table.apply(SessionRecord.ended("s1", 7, clock.millis()));

        table.hold("s1");

        assertThat(table.takeOverdue()).containsExactly("s1");
    }

    @Test
    void sessionWhoseFirstRecordIsOnItsWayLives() {
        assertThat(table.live("from another replica")).isTrue();
    }
}
