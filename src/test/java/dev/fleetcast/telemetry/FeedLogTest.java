package dev.fleetcast.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeedLogTest {

    private final FeedLog log = new FeedLog(Map.of("feed", "id"), Map.of());

    @Test
    void epochsAreUnknownUntilTheyAreRead() {
        FeedLog read = log.with("feed", 2, 5);

        assertThat(read.epochs()).isEqualTo(Map.of("feed", List.of(-1, -1, 5)));
        assertThat(read.epoch("feed", 2)).isEqualTo(5);
        assertThat(read.epoch("feed", 3)).isEqualTo(FeedLog.UNKNOWN_EPOCH);
        assertThat(read.epoch("other", 0)).isEqualTo(FeedLog.UNKNOWN_EPOCH);
        assertThat(log.epoch("feed", 2)).isEqualTo(FeedLog.UNKNOWN_EPOCH);
        assertThat(read.with("feed", 2, 5)).isSameAs(read);
    }

    @Test
    void leaderIsNewIfBothEpochsAreKnown() {
        FeedLog read = log.with("feed", 0, 5);

        assertThat(read.with("feed", 0, 6).hasNewLeader(read, "feed", 0)).isTrue();
        assertThat(read.hasNewLeader(read, "feed", 0)).isFalse();
        assertThat(read.hasNewLeader(read.with("feed", 0, 6), "feed", 0)).isFalse();
        assertThat(read.hasNewLeader(log, "feed", 0)).isFalse();
        assertThat(log.hasNewLeader(read, "feed", 0)).isFalse();
    }

    @Test
    void topicIsRecreatedIfItHasAnotherId() {
        FeedLog wider = new FeedLog(Map.of("feed", "id", "further", "x"), Map.of());

        assertThat(wider.isRecreated(log)).isFalse();
        assertThat(log.isRecreated(wider)).isFalse();
        assertThat(new FeedLog(Map.of("feed", "another"), Map.of()).isRecreated(wider))
                .isTrue();
    }
}
