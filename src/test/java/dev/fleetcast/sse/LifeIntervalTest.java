package dev.fleetcast.sse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifeIntervalTest {

    @ParameterizedTest
    @CsvSource({"PT60S, PT20S", "PT40S, PT20S", "PT16S, PT8S", "PT5S, PT2.5S", "PT0S, PT20S"})
    void serverSeesLifeTwiceBeforeItTakesAConnectionForIdle(Duration idleTimeout, Duration life) {
        assertThat(new LifeInterval(idleTimeout).time()).isEqualTo(life);
    }
}
