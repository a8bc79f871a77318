package dev.fleetcast.stream;

import static dev.fleetcast.stream.TestUpdates.position;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.stream.event.ByeReason;
import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.stream.event.Update;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.testing.SseParser.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** An event that is alone in its turn of the loop, which need not pass through the queue. */
class LoneEventTest {

    private final OpenStream open = OpenStream.with();

    @BeforeEach
    void follow() {
        open.follow(1);
    }

    @Test
    void isOneWrite() {
        int before = open.outlet.writes();

        open.route(position(1, 1));
        open.route(position(1, 2));

        assertThat(open.outlet.writes()).isEqualTo(before + 2);
        assertThat(open.story()).containsExactly("ready 1", "gps 1 #1", "gps 1 #2");
        assertThat(open.outlet.events())
                .extracting(Event::id)
                .doesNotContainNull()
                .doesNotHaveDuplicates();
    }

    @Test
    void followsWhatWasQueuedInItsTurn() {
        open.stream.execute(
                () -> open.stream.subscriptions().follow(new UnitId(2), DeliveryMode.EVERY, none -> Optional.empty()));

        open.route(position(1, 1));

        assertThat(open.story()).containsExactly("ready 1", "ready 2", "gps 1 #1");
    }

    @Test
    void waitsForAFullConnection() {
        open.outlet.block(1);
        open.route(position(1, 1));
        int before = open.outlet.writes();

        open.route(position(1, 2));
        open.route(position(1, 3));
        assertThat(open.outlet.writes()).isEqualTo(before);
        open.outlet.drain();
        open.route(position(1, 4));

        assertThat(open.story()).containsExactly("ready 1", "gps 1 #1", "gps 1 #2", "gps 1 #3", "gps 1 #4");
    }

    @Test
    void isNotWrittenAfterTheEnd() {
        open.route(position(1, 1));

        open.stream.close(ByeReason.DRAIN);
        open.route(position(1, 2));

        assertThat(open.story()).containsExactly("ready 1", "gps 1 #1", "bye drain");
    }

    @RepeatedTest(20)
    void nothingIsLostOrReorderedWhenTheConnectionFillsUpAndDrains(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<String> routed = new ArrayList<>(List.of("ready 1"));

        for (int number = 1; number <= 100; ) {
            switch (random.nextInt(4)) {
                case 0 -> open.outlet.block(random.nextInt(500));
                case 1 -> open.outlet.drain(random.nextInt(500));
                default -> {
                    Update[] batch = new Update[1 + random.nextInt(2)];
                    for (int i = 0; i < batch.length; i++, number++) {
                        batch[i] = position(1, number);
                        routed.add("gps 1 #" + number);
                    }
                    open.route(batch);
                }
            }
        }
        open.outlet.drain();

        assertThat(open.story()).containsExactlyElementsOf(routed);
        assertThat(open.gauge("fleetcast.stream.queue.depth")).isZero();
    }
}
