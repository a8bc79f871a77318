package dev.fleetcast.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CongestionTest {

    private final Congestion congestion = new Congestion(Duration.ofSeconds(5), Duration.ofSeconds(10));

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
        congestion.over(5_000);
        assertThat(congestion.hasLasted(11_000)).isFalse();

        congestion.began(20_000);

        assertThat(congestion.hasLasted(29_999)).isFalse();
        assertThat(congestion.hasLasted(30_000)).isTrue();
    }

    @Test
    void addsUpHowLongTheClientHeldItsStreamUp() {
        congestion.began(1_000);
        congestion.over(3_000);
        congestion.over(4_000);
        congestion.began(10_000);

        assertThat(congestion.total(10_500)).isEqualTo(2_500);
    }

    @Test
    void slowIsForgottenWhenTheClientHasHeldNothingUpForAWhile() {
        congestion.began(1_000);
        congestion.foundSlow();
        congestion.over(2_000);

        assertThat(congestion.isSlow(6_999)).isTrue();
        assertThat(congestion.isSlow(7_000)).isFalse();
        assertThat(congestion.isSlow(6_999)).isFalse();
    }

    @Test
    void slowLastsAsLongAsTheClientHoldsItsStreamUp() {
        congestion.began(1_000);
        congestion.foundSlow();

        assertThat(congestion.isSlow(100_000)).isTrue();
    }
}
