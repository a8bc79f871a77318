package dev.fleetcast.cluster.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EchoesTest {

    private long now = -5_000;
    private final Echoes echoes = new Echoes(() -> now);

    @Test
    void lagIsTheAgeOfTheNewestHeartbeatThatCameBack() {
        echoes.heard(now);
        now += 1_200;
        assertThat(echoes.lag()).isEqualTo(Duration.ofMillis(1_200));

        echoes.heard(now - 30);
        assertThat(echoes.lag()).isEqualTo(Duration.ofMillis(30));
    }

    @Test
    void lagGrowsWhileThisProcessStandsStillUntilItHasReadWhatCameMeanwhile() {
        echoes.heard(now);
        now += 8_000;
        assertThat(echoes.lag()).isEqualTo(Duration.ofSeconds(8));

        echoes.heard(now - 10);
        assertThat(echoes.lag()).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void lagIsCountedFromTheBeginningBeforeAnyHeartbeatCameBack() {
        now += 70;

        assertThat(echoes.lag()).isEqualTo(Duration.ofMillis(70));
    }

    @Test
    void callerWaitsForAHeartbeatSentAfterTheCall() {
        UniAssertSubscriber<Void> caller = echoes.next().subscribe().withSubscriber(UniAssertSubscriber.create());

        echoes.heard(now - 1);
        caller.assertNotTerminated();

        echoes.heard(now);
        caller.assertCompleted();
    }
}
