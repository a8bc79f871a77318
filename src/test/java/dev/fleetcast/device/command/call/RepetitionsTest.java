package dev.fleetcast.device.command.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.device.command.Answer;
import dev.fleetcast.device.command.CommandKind;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RepetitionsTest {

    private static final Outcome SEVEN = new Outcome(Answer.value(7, Instant.EPOCH));

    private final List<UniEmitter<? super Outcome>> calls = new ArrayList<>();
    private long seconds;
    private final Repetitions repetitions =
            new Repetitions(Duration.ofSeconds(10), () -> TimeUnit.SECONDS.toNanos(seconds));

    @Test
    void aRepetitionOfACallThatIsUnderWayGetsItsOutcome() {
        List<Outcome> first = told(call());
        List<Outcome> second = told(call());

        calls.get(0).complete(SEVEN);

        assertThat(calls).hasSize(1);
        assertThat(first).containsExactly(SEVEN);
        assertThat(second).containsExactly(SEVEN);
    }

    @Test
    void aCallThatTimedOutIsNotMadeAgainForTenSeconds() {
        call();
        calls.get(0).complete(Outcome.TIMED_OUT);
        repetitions.delivered("f", Outcome.TIMED_OUT);

        seconds = 9;
        assertThat(told(call())).containsExactly(Outcome.TIMED_OUT);
        assertThat(calls).hasSize(1);

        seconds = 10;
        assertThat(told(call())).isEmpty();
        assertThat(calls).hasSize(2);
    }

    @Test
    void theNextCallAfterADeliveredAnswerIsMeant() {
        call();
        calls.get(0).complete(SEVEN);
        repetitions.delivered("f", SEVEN);

        call();

        assertThat(calls).hasSize(2);
    }

    @Test
    void aLostAnswerIsGivenToTheRepetition() {
        call();
        calls.get(0).complete(SEVEN);
        repetitions.delivered("f", SEVEN);
        repetitions.lost("f", SEVEN);

        assertThat(told(call())).containsExactly(SEVEN);
        assertThat(calls).hasSize(1);
    }

    @Test
    void aCallThatCouldNotBeMadeMayBeMadeAgain() {
        call();
        calls.get(0).fail(new IllegalStateException("no Kafka"));

        call();

        assertThat(calls).hasSize(2);
    }

    @Test
    void anotherCallIsNoRepetition() {
        String call = Repetitions.fingerprint("s", "door", CommandKind.CALL, "led", "on");

        assertThat(Repetitions.fingerprint("s", "door", CommandKind.CALL, "led", "on"))
                .isEqualTo(call);
        assertThat(List.of(
                        Repetitions.fingerprint("t", "door", CommandKind.CALL, "led", "on"),
                        Repetitions.fingerprint("s", "doo", CommandKind.CALL, "rled", "on"),
                        Repetitions.fingerprint("s", "door", CommandKind.VARIABLE, "led", "on"),
                        Repetitions.fingerprint("s", "door", CommandKind.CALL, "led", "off")))
                .doesNotContain(call)
                .doesNotHaveDuplicates();
    }

    private Uni<Outcome> call() {
        return repetitions
                .of("f")
                .orElseGet(() -> repetitions.first("f", () -> Uni.createFrom().emitter(calls::add)));
    }

    private static List<Outcome> told(Uni<Outcome> outcome) {
        List<Outcome> told = new ArrayList<>();
        outcome.subscribe().with(told::add, failure -> {});
        return told;
    }
}
