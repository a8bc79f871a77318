package dev.fleetcast.device.command.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.device.command.Answer;
import dev.fleetcast.device.command.Command;
import dev.fleetcast.device.command.CommandIds;
import dev.fleetcast.device.command.CommandKind;
import dev.fleetcast.device.command.call.OpenCommands.Worth;
import dev.fleetcast.memory.MemoryBudget;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OpenCommandsTest {

    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    private final MemoryBudget memory = new MemoryBudget(100_000, 10_000);
    private final OpenCommands open = new OpenCommands(memory);

    @Test
    void theFirstAnswerCounts() {
        OpenCommand call = entered("a", "door");

        assertThat(answer("a", "door", 7)).isEqualTo(Worth.FIRST);
        assertThat(answer("a", "door", 7)).isEqualTo(Worth.SAME);
        assertThat(answer("a", "door", 8)).isEqualTo(Worth.OTHER);
        assertThat(call.answerSoFar().returnValue()).isEqualTo(7);
    }

    @Test
    void anotherDeviceCannotAnswer() {
        OpenCommand call = entered("a", "door");

        assertThat(answer("a", "window", 7)).isEqualTo(Worth.UNKNOWN);
        assertThat(call.answerSoFar()).isNull();
    }

    @Test
    void anAnswerAfterTheExpiryIsLate() {
        OpenCommand call = entered("a", "door");

        assertThat(open.answered("door", "a", Answer.value(1, NOW.plusSeconds(10)), NOW.plusSeconds(10)))
                .isEqualTo(Worth.LATE);
        assertThat(call.answerSoFar()).isNull();
    }

    @Test
    void anAnswerThatIsReadBeforeItsCommandCounts() {
        String id = CommandIds.next(NOW);

        assertThat(answer(id, "door", 7)).isEqualTo(Worth.UNKNOWN);

        assertThat(entered(id, "door").answerSoFar().returnValue()).isEqualTo(7);
    }

    @Test
    void anEarlyAnswerOfAnotherDeviceDoesNotCount() {
        String id = CommandIds.next(NOW);

        answer(id, "window", 7);

        assertThat(entered(id, "door").answerSoFar()).isNull();
    }

    @Test
    void aNewStreamGetsWhatWaitsInOrder() {
        entered("a", "door");
        entered("b", "window");
        entered("c", "door");

        assertThat(open.due("door", NOW))
                .extracting(call -> call.command().id())
                .containsExactly("a", "c");
    }

    @Test
    void aCallIsWrittenOnce() {
        OpenCommand call = entered("a", "door");

        assertThat(call.begin(NOW)).isTrue();
        assertThat(call.begin(NOW)).isFalse();
        assertThat(open.due("door", NOW)).isEmpty();
    }

    @Test
    void anExpiredCallIsNotWritten() {
        OpenCommand call = entered("a", "door");

        assertThat(open.due("door", NOW.plusSeconds(10))).isEmpty();
        assertThat(call.begin(NOW.plusSeconds(10))).isFalse();
        assertThat(call.begin(NOW.plusMillis(9_999))).isTrue();
    }

    @Test
    void whatAnotherReplicaMayHaveWrittenIsNotWrittenAgain() {
        entered("a", "door");

        open.areElsewhere("door");

        assertThat(open.due("door", NOW)).isEmpty();
    }

    @Test
    void theSameCommandIsEnteredOnce() {
        OpenCommand first = entered("a", "door");

        assertThat(entered("a", "door")).isSameAs(first);
        assertThat(open.enter(command("a", "window"), null)).isEmpty();
    }

    @Test
    void whatIsForgottenTakesNoMemory() {
        entered("a", "door");
        entered("b", "door");
        open.forget("b");
        open.sweep(NOW.plusSeconds(24));
        assertThat(open.find("a")).isPresent();

        open.sweep(NOW.plusSeconds(10).plus(OpenCommands.REMEMBERED));

        assertThat(open.find("a")).isEmpty();
        assertThat(open.ofCaller("caller of a")).isEmpty();
        assertThat(memory.used()).isZero();
    }

    @Test
    void oneDeviceCannotTakeTheMemoryOfAll() {
        int entered = 0;
        while (open.enter(command("a" + entered, "door"), null).isPresent()) {
            entered++;
        }

        assertThat(entered).isBetween(1, 20);
        assertThat(open.enter(command("b", "window"), null)).isPresent();
    }

    private Worth answer(String id, String coreid, int value) {
        return open.answered(coreid, id, Answer.value(value, NOW), NOW);
    }

    private OpenCommand entered(String id, String coreid) {
        return open.enter(command(id, coreid), "caller of " + id).orElseThrow();
    }

    private static Command command(String id, String coreid) {
        return new Command(id, coreid, CommandKind.CALL, "led", "on", NOW, NOW.plus(Duration.ofSeconds(10)));
    }
}
