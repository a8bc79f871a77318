package dev.fleetcast.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacedClosingTest {

    @Test
    void endsAreSpreadEvenlyOverTheTime() {
        PacedClosing closing = new PacedClosing(ends(100), Duration.ofSeconds(10));
        List<Integer> counts = new ArrayList<>();

        for (long elapsed = 0; elapsed < 10_000; elapsed += 1_000) {
            counts.add(closing.due(elapsed).size());
        }

        assertThat(counts).containsExactly(1, 10, 10, 10, 10, 10, 10, 10, 10, 10);
        assertThat(closing.due(9_900)).hasSize(9);
        assertThat(closing.isComplete()).isTrue();
    }

    @Test
    void everyConnectionHasItsTurnOnce() {
        List<Runnable> ends = ends(50);
        PacedClosing closing = new PacedClosing(ends, Duration.ofMillis(730));
        List<Runnable> ended = new ArrayList<>();

        for (long elapsed = 0; !closing.isComplete(); elapsed += 50) {
            ended.addAll(closing.due(elapsed));
        }

        assertThat(ended).containsExactlyInAnyOrderElementsOf(ends);
        assertThat(closing.due(10_000)).isEmpty();
    }

    @Test
    void oneConnectionAloneNeedNotWait() {
        PacedClosing closing = new PacedClosing(ends(1), Duration.ofSeconds(10));

        assertThat(closing.due(0)).hasSize(1);
        assertThat(closing.isComplete()).isTrue();
    }

    @Test
    void withoutConnectionsItIsCompleteAtOnce() {
        assertThat(new PacedClosing(List.of(), Duration.ofSeconds(10)).isComplete())
                .isTrue();
    }

    @Test
    void lateTurnsAreMadeUpFor() {
        PacedClosing closing = new PacedClosing(ends(5), Duration.ofSeconds(10));

        assertThat(closing.due(30_000)).hasSize(5);
    }

    private static List<Runnable> ends(int count) {
        List<Runnable> ends = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            ends.add(() -> assertThat(number).isNotNegative());
        }
        return ends;
    }
}
