package dev.fleetcast.stream.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that is 100 offsets behind at the start, and a period of four looks. */
class PursuitTest {

    private final Pursuit pursuit = new Pursuit(Duration.ofMillis(500), Duration.ofSeconds(2));

    @BeforeEach
    void fallBehind() {
        pursuit.begin(100);
    }

    @Test
    void clientThatTakesNothingLoses() {
        assertThat(pursuit.isLosing(200, true)).isFalse();
        assertThat(pursuit.isLosing(300, true)).isFalse();
        assertThat(pursuit.isLosing(400, true)).isFalse();
        assertThat(pursuit.isLosing(500, true)).isTrue();
    }

    @Test
    void clientThatTakesNothingLosesWhenNothingComesEither() {
        look(3, 100, true);

        assertThat(pursuit.isLosing(100, true)).isTrue();
    }

    @Test
    void clientThatComesCloserDoesNotLose() {
        look(3, 500, true);
        assertThat(pursuit.isLosing(99, true)).isFalse();
        look(3, 500, true);

        assertThat(pursuit.isLosing(99, true)).isTrue();
    }

    @Test
    void clientWhoseConnectionHasRoomDoesNotLose() {
        look(2, 500, false);
        look(1, 500, true);
        assertThat(pursuit.isLosing(500, false)).isFalse();
        look(2, 900, false);
        look(1, 900, true);

        assertThat(pursuit.isLosing(900, true)).isTrue();
    }

    private void look(int times, long distance, boolean full) {
        for (int i = 0; i < times; i++) {
            assertThat(pursuit.isLosing(distance, full)).isFalse();
        }
    }
}
