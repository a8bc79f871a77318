package dev.fleetcast.history.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReplayClockTest {

    private static final Instant BEGIN = Instant.parse("2026-03-03T12:00:00Z");

    private final ReplayClock clock = new ReplayClock(BEGIN, 0);

    @Test
    void jumpGoesThereAtOnceAndEndsWaiting() throws Exception {
        Instant later = BEGIN.plusSeconds(600);

        clock.change(jump(later));

        assertThat(clock.now()).isEqualTo(later);
        assertThat(clock.await(BEGIN)).isFalse();
        assertThat(clock.takeJump()).isEqualTo(later);
        assertThat(clock.takeJump()).isNull();
    }

    @Test
    void jumpToBeforeTheBeginGoesToTheBegin() {
        clock.change(jump(BEGIN.minusSeconds(86_400)));

        assertThat(clock.now()).isEqualTo(BEGIN);
        assertThat(clock.takeJump()).isEqualTo(BEGIN);
    }

    private static ReplayOrder jump(Instant at) {
        return new ReplayOrder(ReplayOrder.Kind.CHANGE, "r", null, null, null, null, null, null, at);
    }
}
