package dev.fleetcast.access.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.access.SessionStart;
import dev.fleetcast.access.TestClock;
import dev.fleetcast.access.user.Account;
import dev.fleetcast.access.user.UserDirectory;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionTableTest {

    private static final Duration LIFETIME = Duration.ofHours(12);
    private static final Duration MAX_LIFETIME = Duration.ofDays(7);

    private final TestClock clock = new TestClock();
    private final UserDirectory users = new UserDirectory();
    private final SessionTable table = new SessionTable(LIFETIME, MAX_LIFETIME, LIFETIME.multipliedBy(2), users, clock);

    @Test
    void sessionLivesForItsLifetimeAfterTheLastUse() {
        use("s1", 7);
        clock.advance(LIFETIME.minusMinutes(1));
        use("s1", 7);

        clock.advance(LIFETIME);
        assertThat(table.live("s1")).isTrue();
        clock.advance(Duration.ofMinutes(2));
        assertThat(table.live("s1")).isFalse();
    }

    @Test
    void useIsReportedOnceAMinute() {
        assertThat(use("s1", 7)).isTrue();
        assertThat(use("s1", 7)).isFalse();
        clock.advance(Duration.ofSeconds(59));
        assertThat(use("s1", 7)).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(use("s1", 7)).isTrue();
    }

    @Test
    void useOnAnotherReplicaKeepsTheSession() {
        use("s1", 7);
        clock.advance(LIFETIME.minusMinutes(1));
        table.apply(SessionRecord.used("s1", 7, start(), clock.millis()));

        clock.advance(Duration.ofHours(11));
        assertThat(table.live("s1")).isTrue();
    }

    @Test
    void endedSessionStaysEnded() {
        use("s1", 7);
        assertThat(table.apply(SessionRecord.ended("s1", 7, clock.millis()))).isTrue();

        use("s1", 7);
        table.apply(SessionRecord.used("s1", 7, start(), clock.millis()));

        assertThat(table.live("s1")).isFalse();
        assertThat(table.ended("s1", 7, start())).isTrue();
    }

    @Test
    void endIsReportedOnce() {
        SessionRecord end = SessionRecord.ended("s1", 7, clock.millis());

        assertThat(table.apply(end)).isTrue();
        assertThat(table.apply(end)).isFalse();
    }

    @Test
    void endOfASessionNeverSeenHereIsKept() {
        table.apply(SessionRecord.ended("s1", 7, clock.millis()));

        assertThat(table.ended("s1", 7, start())).isTrue();
        assertThat(table.ended("s2", 7, start())).isFalse();
    }

    @Test
    void sessionsOfAFormerGenerationEndTogether() {
        users.replace(Map.of(7L, account(7, 1), 8L, account(8, 1)));
        table.use("s1", 7, new SessionStart(clock.instant(), 1));
        table.use("s2", 8, new SessionStart(clock.instant(), 1));
        table.hold("s1");
        table.hold("s2");
        assertThat(table.takeOverdue()).isEmpty();

        users.replace(Map.of(7L, account(7, 2), 8L, account(8, 1)));

        assertThat(table.takeOverdue()).containsExactly("s1");
        assertThat(table.live("s2")).isTrue();
        assertThat(table.ended("unknown", 7, new SessionStart(clock.instant(), 1)))
                .isTrue();
        assertThat(table.ended("opened later", 7, new SessionStart(clock.instant(), 2)))
                .isFalse();
    }

    @Test
    void sessionOfAnEarlierGenerationReportedLaterIsOver() {
        users.replace(Map.of(7L, account(7, 2)));
        table.hold("s1");
        assertThat(table.takeOverdue()).isEmpty();

        table.apply(SessionRecord.used("s1", 7, new SessionStart(clock.instant(), 1), clock.millis()));

        assertThat(table.takeOverdue()).containsExactly("s1");
    }

    @Test
    void sessionOfAnUnknownUserOrGenerationLives() {
        users.replace(Map.of(7L, account(7, 1)));
        table.use("s1", 7, new SessionStart(clock.instant(), 2));
        table.use("s2", 8, new SessionStart(clock.instant(), 1));

        assertThat(table.live("s1")).isTrue();
        assertThat(table.live("s2")).isTrue();
    }

    @Test
    void sessionsOfADeletedUserAreOver() {
        users.replace(Map.of(7L, account(7, 1)));
        table.use("s1", 7, new SessionStart(clock.instant(), 1));

        users.replace(Map.of());

        assertThat(table.live("s1")).isFalse();
        users.replace(Map.of(7L, account(7, 2)));
        assertThat(table.live("s1")).isFalse();
    }

    @Test
    void sessionEndsAfterItsMaximumLifetimeDespiteUse() {
        SessionStart start = start();
        table.hold("s1");
        for (int hour = 0; hour < MAX_LIFETIME.toHours(); hour++) {
            table.use("s1", 7, start);
            assertThat(table.takeOverdue()).isEmpty();
            clock.advance(Duration.ofHours(1));
        }

        assertThat(table.ended("s1", 7, start)).isTrue();
        assertThat(table.takeOverdue()).containsExactly("s1");
    }

    @Test
    void maximumLifetimeCountsFromTheEarliestKnownStart() {
        SessionStart longAgo = new SessionStart(clock.instant().minus(MAX_LIFETIME), 0);
        use("s1", 7);

        table.apply(SessionRecord.used("s1", 7, longAgo, clock.millis()));

        assertThat(table.live("s1")).isFalse();
    }

    @Test
    void usersSeeTheirLivingSessionsNewestUseFirst() {
        use("s1", 7);
        use("s2", 8);
        clock.advance(Duration.ofMinutes(1));
        use("s3", 7);
        use("s4", 7);
        table.apply(SessionRecord.ended("s4", 7, clock.millis()));

        assertThat(table.of(7))
                .containsExactly(
                        new LiveSession(
                                "s3",
                                clock.instant(),
                                clock.instant(),
                                clock.instant().plus(LIFETIME)),
                        new LiveSession(
                                "s1",
                                clock.instant().minusSeconds(60),
                                clock.instant().minusSeconds(60),
                                clock.instant().plus(LIFETIME).minusSeconds(60)));
        assertThat(table.isOf(7, "s1")).isTrue();
        assertThat(table.isOf(7, "s2")).isFalse();
        assertThat(table.isOf(7, "s4")).isFalse();
        assertThat(table.isOf(7, "s5")).isFalse();
    }

    @Test
    void expiredHeldSessionIsOverdueOnce() {
        use("s1", 7);
        table.hold("s1");
        assertThat(table.takeOverdue()).isEmpty();

        clock.advance(LIFETIME.plusMinutes(2));

        assertThat(table.takeOverdue()).containsExactly("s1");
        assertThat(table.takeOverdue()).isEmpty();
    }

    @Test
    void sessionWithoutHoldersIsNeverOverdue() {
        use("s1", 7);
        table.hold("s1");
        table.hold("s1");
        table.release("s1");
        table.release("s1");
        table.release("s1");

        clock.advance(LIFETIME.plusMinutes(2));

        assertThat(table.takeOverdue()).isEmpty();
    }

    @Test
    void holdOnAnEndedSessionIsOverdueToo() {
        table.apply(SessionRecord.ended("s1", 7, clock.millis()));

        table.hold("s1");

        assertThat(table.takeOverdue()).containsExactly("s1");
    }

    @Test
    void sessionWithAPendingFirstRecordLives() {
        assertThat(table.live("from another replica")).isTrue();
    }

    @Test
    void heldTokenLastsLongerThanAnySessionAndEndsAtItsTime() {
        TokenSession token = new TokenSession("f00d");
        users.replace(Map.of(7L, account(7, 1)));
        table.learn(token, 7, 1, clock.millis() + MAX_LIFETIME.multipliedBy(2).toMillis());
        table.hold(token.id());

        clock.advance(MAX_LIFETIME.plusDays(1));
        assertThat(table.heldTokens()).containsExactly(token);
        assertThat(table.ended(token.id(), 7, new SessionStart(clock.instant(), 1)))
                .isFalse();
        assertThat(table.takeOverdue()).isEmpty();

        clock.advance(MAX_LIFETIME);
        assertThat(table.takeOverdue()).containsExactly(token.id());
    }

    @Test
    void tokenEndsWithItsGenerationAndWithItsRevocationForGood() {
        TokenSession token = new TokenSession("f00d");
        users.replace(Map.of(7L, account(7, 1)));
        table.learn(token, 7, 1, Long.MAX_VALUE);
        assertThat(table.live(token.id())).isTrue();

        users.replace(Map.of(7L, account(7, 2)));
        assertThat(table.live(token.id())).isFalse();

        table.learn(token, 7, 2, Long.MAX_VALUE);
        assertThat(table.live(token.id())).isTrue();
        table.apply(SessionRecord.ended(token.id(), 7, clock.millis()));
        table.learn(token, 7, 2, Long.MAX_VALUE);
        assertThat(table.live(token.id())).isFalse();
    }

    @Test
    void tokensAreNotListedAmongTheSessionsNorEndedAsOne() {
        TokenSession token = new TokenSession("f00d");
        table.learn(token, 7, 0, Long.MAX_VALUE);

        assertThat(table.of(7)).isEmpty();
        assertThat(table.isOf(7, token.id())).isFalse();
    }

    @Test
    void unknownTokenOfAResumedStreamLivesUntilItIsLearned() {
        TokenSession token = new TokenSession("f00d");
        table.hold(token.id());
        assertThat(table.takeOverdue()).isEmpty();

        table.learn(token, 7, 0, clock.millis());

        assertThat(table.takeOverdue()).containsExactly(token.id());
    }

    private boolean use(String sessionId, long userId) {
        return table.use(sessionId, userId, start());
    }

    private SessionStart start() {
        return new SessionStart(clock.instant(), 0);
    }

    private static Account account(long id, long generation) {
        return new Account(id, "user " + id, true, false, false, generation, Set.of(), Set.of());
    }
}
