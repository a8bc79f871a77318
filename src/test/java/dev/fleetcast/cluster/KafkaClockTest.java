package dev.fleetcast.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KafkaClockTest {

    private long now = 100;
    private final KafkaClock clock = new KafkaClock(() -> now);

    @Test
    void knowsNothingBeforeItHasLearned() {
        assertThat(clock.now()).isEmpty();
    }

    @Test
    void goesOnFromWhatItHasLearned() {
        clock.learn(100, 5_103);
        now = 600;

        assertThat(clock.now()).hasValue(5_603);
    }

    @Test
    void believesTheQuickestRecord() {
        clock.learn(100, 5_103);
        clock.learn(200, 9_200);
        clock.learn(300, 5_302);

        assertThat(clock.now()).hasValue(5_102);
    }

    @Test
    void forgetsWhatWasLongAgo() {
        clock.learn(0, 0);
        for (int record = 0; record < 10; record++) {
            clock.learn(0, 1_000);
        }

        assertThat(clock.now()).hasValue(1_100);
    }
}
