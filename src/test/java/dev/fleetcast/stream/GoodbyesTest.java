package dev.fleetcast.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoodbyesTest {

    @Test
    void endsAreSpreadEvenlyOverTheTime() {
        Goodbyes goodbyes = new Goodbyes(ends(100), Duration.ofSeconds(10));
        List<Integer> counts = new ArrayList<>();

        for (long elapsed = 0; elapsed < 10_000; elapsed += 1_000) {
            counts.add(goodbyes.due(elapsed).size());
        }

        assertThat(counts).containsExactly(1, 10, 10, 10, 10, 10, 10, 10, 10, 10);
        assertThat(goodbyes.due(9_900)).hasSize(9);
        assertThat(goodbyes.areSaid()).isTrue();
    }

    @Test
    void everyConnectionHasItsTurnOnce() {
        List<Runnable> ends = ends(50);
        Goodbyes goodbyes = new Goodbyes(ends, Duration.ofMillis(730));
        List<Runnable> ended = new ArrayList<>();

        for (long elapsed = 0; !goodbyes.areSaid(); elapsed += 50) {
            ended.addAll(goodbyes.due(elapsed));
        }

        assertThat(ended).containsExactlyInAnyOrderElementsOf(ends);
        assertThat(goodbyes.due(10_000)).isEmpty();
    }

    @Test
    void oneConnectionAloneNeedNotWait() {
        Goodbyes goodbyes = new Goodbyes(ends(1), Duration.ofSeconds(10));

        assertThat(goodbyes.due(0)).hasSize(1);
        assertThat(goodbyes.areSaid()).isTrue();
    }

    @Test
    void withoutConnectionsNothingIsToBeSaid() {
        assertThat(new Goodbyes(List.of(), Duration.ofSeconds(10)).areSaid()).isTrue();
    }

    @Test
    void whoIsLateMakesUpForIt() {
        Goodbyes goodbyes = new Goodbyes(ends(5), Duration.ofSeconds(10));

        assertThat(goodbyes.due(30_000)).hasSize(5);
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
