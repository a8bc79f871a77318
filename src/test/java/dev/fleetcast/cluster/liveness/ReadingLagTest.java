package dev.fleetcast.cluster.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReadingLagTest {

    private long now = -5_000;
    private final ReadingLag lag = new ReadingLag(() -> now);

    @Test
    void isTheAgeOfTheNewestHeartbeatThatCameBack() {
        lag.readBack(now);
        now += 1_200;
        assertThat(lag.atMost()).isEqualTo(Duration.ofMillis(1_200));

        lag.readBack(now - 30);
        assertThat(lag.atMost()).isEqualTo(Duration.ofMillis(30));
    }

    @Test
    void growsWhileThisProcessStandsStillUntilItHasReadWhatCameMeanwhile() {
        lag.readBack(now);
        now += 8_000;
        assertThat(lag.atMost()).isEqualTo(Duration.ofSeconds(8));

        lag.readBack(now - 10);
        assertThat(lag.atMost()).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void isCountedFromTheBeginningBeforeAnyHeartbeatCameBack() {
        now += 70;

        assertThat(lag.atMost()).isEqualTo(Duration.ofMillis(70));
    }
}
