package dev.fleetcast.stream;

import static dev.fleetcast.stream.TestUpdates.position;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.stream.event.DeliveryMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StreamRoundsTest {

    private static final int TICKS = 5;
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final OpenStream open = OpenStream.with();
    private final StreamRounds rounds = new StreamRounds(TICKS);
    private final List<Stream> streams = IntStream.range(0, 20)
            .mapToObj(each -> open.add(new RecordingOutlet()))
            .toList();

    @Test
    void roundVisitsEveryStreamOnce() {
        streams.forEach(rounds::add);

        assertThat(visited(TICKS)).containsExactlyInAnyOrderElementsOf(streams);
        assertThat(visited(TICKS)).containsExactlyInAnyOrderElementsOf(streams);
    }

    @Test
    void streamWithTimedWorkIsVisitedAtEachTick() {
        streams.forEach(rounds::add);
        rounds.visitAlways(streams.get(3));
        rounds.visitAlways(streams.get(3));

        for (int tick = 0; tick < TICKS; tick++) {
            assertThat(rounds.next()).containsOnlyOnce(streams.get(3));
        }
        assertThat(rounds.all()).containsExactlyInAnyOrderElementsOf(streams);
    }

    @Test
    void streamThatHasEndedIsNotVisited() {
        streams.forEach(rounds::add);
        rounds.visitAlways(streams.get(3));

        assertThat(rounds.remove(streams.get(3))).isTrue();
        assertThat(rounds.remove(streams.get(4))).isTrue();
        assertThat(rounds.remove(streams.get(4))).isFalse();
        rounds.visitAlways(streams.get(4));

        assertThat(visited(TICKS)).hasSize(18).doesNotContain(streams.get(3), streams.get(4));
    }

    /** Four times, because a stream that only comes in turn is visited at every fifth tick. */
    @Test
    void newestMessageOfAnIntervalIsSentAtTheFirstTickAfterIt() {
        open.follow(1, DeliveryMode.latest(INTERVAL));
        open.route(position(1, 1));
        for (int sequence = 2; sequence < 6; sequence++) {
            open.route(position(1, sequence));
            long due = System.nanoTime() + INTERVAL.toNanos();
            while (System.nanoTime() < due) {
                Thread.onSpinWait();
            }

            open.executor.tick();

            assertThat(open.story()).last().asString().contains(String.valueOf(sequence));
        }
    }

    private List<Stream> visited(int ticks) {
        List<Stream> visited = new ArrayList<>();
        for (int tick = 0; tick < ticks; tick++) {
            visited.addAll(rounds.next());
        }
        return visited;
    }
}
