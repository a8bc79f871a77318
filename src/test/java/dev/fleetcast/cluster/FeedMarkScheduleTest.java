package dev.fleetcast.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.stream.cursor.FeedMark;
import dev.fleetcast.telemetry.FeedLog;
import dev.fleetcast.telemetry.FeedPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FeedMarkScheduleTest {

    private static final FeedPosition MARKED = position(100, 100);
    private static final FeedLog LOG = new FeedLog(Map.of("feed", "id"), Map.of()).with("feed", 0, 3);

    private long now;
    private long random;
    private final FeedMarkSchedule rhythm = new FeedMarkSchedule(() -> now, () -> random);

    @Test
    void firstMarkIsDueAtOnce() {
        assertThat(rhythm.isDue(MARKED, LOG, Optional.empty())).isTrue();
    }

    @Test
    void nextMarkIsDueTwoSecondsAfterTheNewest() {
        rhythm.newMark();

        pass(Duration.ofMillis(1_999));
        assertThat(isDue(MARKED)).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(isDue(MARKED)).isTrue();
    }

    @Test
    void replicasWaitForUpToHalfASecondMore() {
        random = -1;
        rhythm.newMark();

        pass(Duration.ofMillis(2_499));
        assertThat(isDue(MARKED)).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(isDue(MARKED)).isTrue();
    }

    @Test
    void feedThatHasMovedFarIsMarkedEarlier() {
        rhythm.newMark();

        assertThat(isDue(position(100, 4_100))).isFalse();
        assertThat(isDue(position(100, 4_101))).isTrue();
        assertThat(isDue(position(100, 100, 4_001))).isTrue();
    }

    @Test
    void recreatedTopicIsMarkedAtOnce() {
        rhythm.newMark();

        assertThat(isDue(position(0, 0), new FeedLog(Map.of("feed", "another"), Map.of())))
                .isTrue();
    }

    @Test
    void partitionWithANewLeaderIsMarkedAtOnce() {
        rhythm.newMark();

        assertThat(isDue(MARKED, LOG.with("feed", 0, 4))).isTrue();
        assertThat(isDue(position(60, 100), LOG.with("feed", 0, 4))).isTrue();
        assertThat(isDue(MARKED, LOG.with("feed", 1, 4))).isFalse();
        assertThat(isDue(MARKED, LOG.with("feed", 0, FeedLog.UNKNOWN_EPOCH))).isFalse();
    }

    @Test
    void oneMarkIsOnItsWayAtATime() {
        rhythm.sent();
        pass(Duration.ofSeconds(9));

        assertThat(isDue(MARKED)).isFalse();

        rhythm.failed();
        assertThat(isDue(MARKED)).isTrue();
    }

    @Test
    void lostMarkIsAbandoned() {
        rhythm.sent();
        pass(Duration.ofSeconds(10));

        assertThat(isDue(MARKED)).isTrue();
    }

    @Test
    void replicaThatLagsMarksNothing() {
        rhythm.newMark();
        assertThat(isDueWithin(position(99, 10_000), 60)).isFalse();
    }

    @Test
    void feedThatStaysBehindTheNewestMarkIsMarkedInTheEnd() {
        rhythm.newMark();
        assertThat(isDueWithin(position(99, 100), 61)).isTrue();
    }

    /** Another replica may have been a little ahead before both were paused. */
    @Test
    void replicaThatWasPausedDoesNotTakeTheFeedForAnother() {
        rhythm.newMark();
        pass(Duration.ofMinutes(20));

        assertThat(isDueWithin(position(99, 100), 60)).isFalse();
        assertThat(isDueWithin(position(99, 100), 1)).isTrue();
    }

    /** Whether it is due at one of the seconds from now on. */
    private boolean isDueWithin(FeedPosition position, int seconds) {
        for (int second = 0; second < seconds; second++) {
            if (isDue(position)) {
                return true;
            }
            pass(Duration.ofSeconds(1));
        }
        return isDue(position);
    }

    private boolean isDue(FeedPosition position) {
        return isDue(position, LOG);
    }

    private boolean isDue(FeedPosition position, FeedLog log) {
        return rhythm.isDue(position, log, Optional.of(new FeedMark(1, Instant.EPOCH, MARKED, LOG)));
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private static FeedPosition position(long... next) {
        return FeedPosition.of(Map.of("feed", next));
    }
}
