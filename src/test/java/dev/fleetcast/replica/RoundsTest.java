package dev.fleetcast.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoundsTest {

    private final Queue<Runnable> due = new ArrayDeque<>();
    private final AtomicInteger work = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final Rounds rounds = new Rounds(due::add, () -> work.get() > 0, done::incrementAndGet);

    @Test
    void roundsGoOnWhileTheyAreNeededAndThenRest() {
        work.set(1);
        rounds.begin();
        rounds.begin();
        assertThat(due).hasSize(1);

        due.remove().run();
        assertThat(due).hasSize(1);
        work.set(0);
        due.remove().run();

        assertThat(due).isEmpty();
        assertThat(done).hasValue(2);
    }

    @Test
    void roundsBeginAgain() {
        rounds.begin();
        due.remove().run();
        assertThat(due).isEmpty();

        work.set(1);
        rounds.begin();

        assertThat(due).hasSize(1);
    }

    @Test
    void whatIsAddedWhileTheLastRoundEndsIsNotForgotten() {
        AtomicBoolean asked = new AtomicBoolean();
        Rounds[] late = new Rounds[1];
        late[0] = new Rounds(
                due::add,
                () -> {
                    // Added right after the answer to the first question.
                    boolean answer = work.get() > 0;
                    if (asked.compareAndSet(false, true)) {
                        work.set(1);
                        late[0].begin();
                    }
                    return answer;
                },
                done::incrementAndGet);
        late[0].begin();

        due.remove().run();

        assertThat(due).hasSize(1);
    }

    @Test
    void roundThatFailsIsFollowedByAnother() {
        try (Background background = new Background("test-rounds")) {
            AtomicInteger runs = new AtomicInteger();
            background
                    .rounds(Duration.ofMillis(1), () -> true, () -> {
                        runs.incrementAndGet();
                        throw new IllegalStateException("a fault");
                    })
                    .begin();

            await().untilAsserted(() -> assertThat(runs).hasValueGreaterThan(2));
        }
    }

    @Test
    void nothingBeginsOnceTheThreadIsClosed() {
        Background background = new Background("test-rounds");
        background.close();

        background
                .rounds(Duration.ofMillis(1), () -> true, done::incrementAndGet)
                .begin();

        assertThat(done).hasValue(0);
    }
}
