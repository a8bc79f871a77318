package dev.fleetcast.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.stream.event.ByeReason;
import dev.fleetcast.stream.spi.StreamConfig;
import dev.fleetcast.testing.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Uses the intervals of the contract, on a stream opened when the clock is at one second. */
class LivenessTest {

    private static final long OPENED = 1_000;

    private final Liveness liveness = new Liveness(Settings.of(StreamConfig.class, Map.of()), OPENED);

    @Test
    void pingIsDueOncePerInterval() {
        assertThat(liveness.pingDue(OPENED + 14_999)).isFalse();
        assertThat(liveness.pingDue(OPENED + 15_000)).isTrue();
        assertThat(liveness.pingDue(OPENED + 15_001)).isFalse();
        assertThat(liveness.pingDue(OPENED + 30_000)).isTrue();
    }

    @Test
    void lateLookDelaysNoOtherPing() {
        assertThat(liveness.pingDue(OPENED + 15_400)).isTrue();
        assertThat(liveness.pingDue(OPENED + 29_999)).isFalse();
        assertThat(liveness.pingDue(OPENED + 30_000)).isTrue();
    }

    @Test
    void pingsThatWereMissedAreNotMadeUpFor() {
        assertThat(liveness.pingDue(OPENED + 100_000)).isTrue();
        assertThat(liveness.pingDue(OPENED + 100_001)).isFalse();
    }

    @Test
    void silenceForTheWholeTimeoutAfterTheFirstSubscriptionIsTheEnd() {
        liveness.subscribed(OPENED);

        assertThat(liveness.verdict(OPENED + 44_999)).isNull();
        assertThat(liveness.verdict(OPENED + 45_000)).isEqualTo(ByeReason.PONG_TIMEOUT);
    }

    @Test
    void timeoutCountsFromTheFirstSubscriptionOn() {
        liveness.subscribed(OPENED + 200_000);
        liveness.subscribed(OPENED + 244_000);

        assertThat(liveness.verdict(OPENED + 244_999)).isNull();
        assertThat(liveness.verdict(OPENED + 245_000)).isEqualTo(ByeReason.PONG_TIMEOUT);
    }

    @Test
    void streamWithoutASubscriptionMayBeSilentForFiveMinutes() {
        assertThat(liveness.verdict(OPENED + 299_999)).isNull();
        assertThat(liveness.verdict(OPENED + 300_000)).isEqualTo(ByeReason.IDLE);
    }

    @Test
    void streamWithoutASubscriptionLivesForAsLongAsItAnswers() {
        liveness.pong(OPENED + 10_000);
        assertThat(liveness.verdict(OPENED + 299_999)).isNull();
        liveness.pong(OPENED + 299_000);

        assertThat(liveness.verdict(OPENED + 343_999)).isNull();
        assertThat(liveness.verdict(OPENED + 344_000)).isEqualTo(ByeReason.IDLE);
    }

    @Test
    void pongProvesLifeForAnotherTimeout() {
        liveness.subscribed(OPENED);
        liveness.pong(OPENED + 44_000);
        liveness.pong(OPENED + 44_000);

        assertThat(liveness.verdict(OPENED + 88_999)).isNull();
        assertThat(liveness.verdict(OPENED + 89_000)).isEqualTo(ByeReason.PONG_TIMEOUT);
    }

    @Test
    void anonymousStreamMayWaitForAnHour() {
        liveness.pong(OPENED + 3_600_000);

        assertThat(liveness.verdict(OPENED + 3_599_999)).isNull();
        assertThat(liveness.verdict(OPENED + 3_600_000)).isEqualTo(ByeReason.IDLE);
    }

    @Test
    void ownedStreamMayWaitForAsLongAsItAnswers() {
        liveness.owned();
        liveness.pong(OPENED + 90_000_000);

        assertThat(liveness.verdict(OPENED + 90_000_000)).isNull();
    }

    @Test
    void connectionLivesForAsLongAsItMay() {
        Liveness limited =
                new Liveness(Settings.of(StreamConfig.class, Map.of("fleetcast.stream.max-age", "PT10M")), 0);
        limited.owned();
        limited.pong(600_000);

        assertThat(limited.verdict(599_999)).isNull();
        assertThat(limited.verdict(600_000)).isEqualTo(ByeReason.MAX_AGE);
    }

    @Test
    void silenceProvesNothingWhilePongsCannotArrive() {
        liveness.subscribed(OPENED);
        liveness.suspend();
        assertThat(liveness.verdict(OPENED + 1_000_000)).isNull();

        liveness.resume(OPENED + 1_000_000);

        assertThat(liveness.verdict(OPENED + 1_044_999)).isNull();
        assertThat(liveness.verdict(OPENED + 1_045_000)).isEqualTo(ByeReason.PONG_TIMEOUT);
    }
}
