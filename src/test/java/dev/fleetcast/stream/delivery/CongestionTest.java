package dev.fleetcast.stream.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Two looks per second: ten until a client is slow, twenty until its stream ends. */
class CongestionTest {

    private final Congestion congestion =
            new Congestion(Duration.ofMillis(500), Duration.ofSeconds(5), Duration.ofSeconds(10));

    @Test
    void queueThatIsNotFullLastsNoTime() {
        look(1_000);

        assertThat(congestion.hasLasted()).isFalse();
        assertThat(congestion.isLong()).isFalse();
    }

    @Test
    void lastsSinceTheQueueWasFirstFoundFull() {
        look(100);
        congestion.began();
        look(10);
        congestion.began();
        assertThat(congestion.isLong()).isTrue();
        look(9);
        assertThat(congestion.hasLasted()).isFalse();
        look(1);

        assertThat(congestion.hasLasted()).isTrue();
    }

    @Test
    void isOverWhenTheQueueHasDrained() {
        congestion.began();
        look(19);
        congestion.over();
        look(1);
        assertThat(congestion.hasLasted()).isFalse();

        congestion.began();
        look(19);

        assertThat(congestion.hasLasted()).isFalse();
    }

    @Test
    void slowEndsWhenTheClientHasKeptUpForAWhile() {
        congestion.began();
        congestion.foundSlow();
        congestion.over();
        look(9);
        assertThat(congestion.isSlow()).isTrue();

        look(1);

        assertThat(congestion.isSlow()).isFalse();
    }

    @Test
    void slowLastsAsLongAsTheClientHoldsItsStreamUp() {
        congestion.began();
        congestion.foundSlow();
        look(100);

        assertThat(congestion.isSlow()).isTrue();
    }

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            congestion.look();
        }
    }
}
