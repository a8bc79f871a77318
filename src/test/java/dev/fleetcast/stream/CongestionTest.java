package dev.fleetcast.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CongestionTest {

    private final Congestion congestion = new Congestion(Duration.ofSeconds(10));

    @Test
    void queueThatIsNotFullLastsNoTime() {
        assertThat(congestion.hasLasted(Long.MAX_VALUE)).isFalse();
    }

    @Test
    void lastsSinceTheQueueWasFirstFoundFull() {
        congestion.began(1_000);
        congestion.began(10_000);

        assertThat(congestion.hasLasted(10_999)).isFalse();
        assertThat(congestion.hasLasted(11_000)).isTrue();
    }

    @Test
    void isOverWhenTheQueueHasDrained() {
        congestion.began(1_000);
        congestion.over();
        assertThat(congestion.hasLasted(11_000)).isFalse();

        congestion.began(20_000);

        assertThat(congestion.hasLasted(29_999)).isFalse();
        assertThat(congestion.hasLasted(30_000)).isTrue();
    }
}
