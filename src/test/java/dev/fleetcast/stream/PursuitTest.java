package dev.fleetcast.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that is 100 offsets behind when the test begins, and a period of five seconds. */
class PursuitTest {

    private final Pursuit pursuit = new Pursuit(Duration.ofSeconds(5));

    @BeforeEach
    void fallBehind() {
        pursuit.begin(1_000, 100, 700);
    }

    @Test
    void clientThatTakesNothingLoses() {
        assertThat(pursuit.isLosing(5_999, 500, 5_699)).isFalse();
        assertThat(pursuit.isLosing(6_000, 500, 5_700)).isTrue();
    }

    @Test
    void clientThatTakesNothingLosesWhenNothingComesEither() {
        assertThat(pursuit.isLosing(6_000, 100, 5_700)).isTrue();
    }

    @Test
    void clientThatComesCloserDoesNotLose() {
        assertThat(pursuit.isLosing(6_000, 99, 5_700)).isFalse();
        assertThat(pursuit.isLosing(11_000, 98, 10_700)).isFalse();
        assertThat(pursuit.isLosing(16_000, 98, 15_700)).isTrue();
    }

    @Test
    void clientThatIsWaitedForLessThanHalfOfTheTimeDoesNotLose() {
        assertThat(pursuit.isLosing(6_000, 1_000, 3_199)).isFalse();
    }
}
