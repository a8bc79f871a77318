package dev.fleetcast.stream;

import static dev.fleetcast.stream.TestUpdates.event;
import static dev.fleetcast.stream.TestUpdates.position;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.testing.SseParser.Event;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A queue of four events, three of them messages, and a client that does not keep up. */
class SlowClientTest {

    private static final long PATIENCE = 5_000;

    private final OpenStream open = OpenStream.with("queue-events", "4");

    @BeforeEach
    void stopReading() {
        open.follow(1, 2);
        open.outlet.block();
    }

    @Test
    void losesSupersededPositionsFirstWithOneGapPerUnit() {
        open.route(position(1, 1), position(2, 2), position(1, 3), event(1, 4));
        open.route(position(1, 5), position(1, 6), position(2, 7));
        open.during(PATIENCE);

        open.outlet.drain();

        assertThat(open.story())
                .containsExactly(
                        "ready 1",
                        "ready 2",
                        "event 1 #4",
                        "gap overflow 1 missed 3",
                        "gps 1 #6",
                        "gap overflow 2 missed 1",
                        "gps 2 #7");
        assertThat(open.counted("fleetcast.updates.conflated")).isEqualTo(4);
        assertThat(open.gauge("fleetcast.stream.queue.depth")).isZero();
    }

    @Test
    void getsAGapWhoseIdLeadsBackBeforeIt() {
        open.route(position(1, 1), position(1, 2), position(1, 3), position(1, 4), position(1, 5));
        open.during(PATIENCE);

        open.outlet.drain();

        assertThat(open.outlet.data())
                .extracting(JsonNode::toString)
                .contains("{\"type\":\"gap\",\"reason\":\"overflow\",\"unit_id\":1,\"missed\":3}");
        List<String> ids = open.outlet.events().stream().map(Event::id).toList();
        int gap = open.outlet.story().indexOf("gap overflow 1 missed 3");
        assertThat(ids).doesNotContainNull();
        assertThat(ids.get(gap)).isEqualTo(ids.get(gap - 1)).isNotEqualTo(ids.get(gap + 1));
    }

    @Test
    void isFoundSlowAgainAtOnceUntilItHasHeldNothingUpForAWhile() {
        open.route(position(1, 1), position(1, 2), position(1, 3), position(1, 4), position(1, 5));
        open.during(PATIENCE);
        open.outlet.drain();
        open.outlet.block();

        open.route(position(1, 6), position(1, 7), position(1, 8), position(1, 9), position(1, 10));
        open.outlet.drain();

        assertThat(open.story())
                .containsExactly(
                        "ready 1",
                        "ready 2",
                        "gap overflow 1 missed 3",
                        "gps 1 #4",
                        "gps 1 #5",
                        "gap overflow 1 missed 3",
                        "gps 1 #9",
                        "gps 1 #10");
    }

    @Test
    void waitingSubscribesAreLimited() {
        AtomicInteger run = new AtomicInteger();
        open.route(position(1, 1), event(1, 2), event(1, 3), event(1, 4));
        for (int i = 0; i < 150; i++) {
            open.stream.sender().executeWithRoom(run::incrementAndGet);
        }
        open.executor.turn();
        assertThat(run).hasValue(0);

        open.outlet.drain();
        open.executor.turn();

        assertThat(run).hasValue(100);
    }

    @Test
    void latestModeGetsNoGaps() {
        open.follow(1, DeliveryMode.latest(Duration.ofMillis(100)));

        for (int i = 1; i <= 20; i++) {
            open.route(position(1, i));
            open.later(i * 200);
        }
        open.outlet.drain();
        open.during(PATIENCE);

        assertThat(open.story()).last().isEqualTo("gps 1 #20");
        assertThat(open.story()).noneMatch(told -> told.startsWith("gap"));
    }

    @Test
    void getsANewerPositionOfAUnitEvenIfTheQueueHoldsOneOfEachOnly() {
        open.follow(3, 4);
        open.outlet.drain();
        open.outlet.block();
        open.route(position(1, 1), position(2, 2), position(3, 3), position(4, 4));

        open.route(position(1, 5));
        open.during(PATIENCE);
        open.outlet.drain();

        assertThat(open.stream.isClosed()).isFalse();
        assertThat(open.story()).endsWith("gps 2 #2", "gps 3 #3", "gps 4 #4", "gap overflow 1 missed 1", "gps 1 #5");
    }

    @Test
    void isEndedWhenRequiredEventsDoNotFit() {
        open.route(event(1, 1), event(1, 2), event(1, 3), event(1, 4), event(1, 5));
        assertThat(open.stream.isClosed()).isFalse();

        open.during(PATIENCE);

        assertEndedAsSlow();
    }

    @Test
    void isEndedWhenTheQueueHasBeenFullForTooLong() {
        open.route(position(1, 1), position(2, 2), event(1, 3), event(1, 4), position(1, 5));

        open.during(9_000);
        assertThat(open.stream.isClosed()).isFalse();
        open.during(10_001);

        assertEndedAsSlow();
    }

    @Test
    void isEndedThoughItsQueueCanBeConflatedToNextToNothing() {
        for (int i = 1; i <= 30; i++) {
            open.route(position(1, i));
        }

        open.during(10_001);

        assertEndedAsSlow();
    }

    @Test
    void isForgivenWhenItHasTakenHalfOfTheQueue() {
        open.route(position(1, 1), position(2, 2), event(1, 3), event(1, 4), position(1, 5));

        open.outlet.drain();
        open.outlet.block();
        open.route(position(1, 6));
        open.during(10_001);

        assertThat(open.stream.isClosed()).isFalse();
    }

    @Test
    void doesNotHoldUpOthersOfItsLoop() {
        RecordingOutlet outlet = new RecordingOutlet();
        Stream fast = open.add(outlet);
        fast.execute(() -> fast.subscriptions().follow(new UnitId(1), DeliveryMode.EVERY, unit -> Optional.empty()));

        for (int i = 1; i <= 10; i++) {
            open.route(position(1, i));
        }

        assertThat(outlet.story()).hasSize(11).endsWith("gps 1 #9", "gps 1 #10");
    }

    private void assertEndedAsSlow() {
        JsonNode bye = open.outlet.data().get(open.outlet.data().size() - 1);
        assertThat(bye.path("reason").asText()).isEqualTo("slow");
        assertThat(bye.path("reconnect").asBoolean()).isTrue();
        assertThat(open.outlet.hasEnded()).isTrue();
        assertThat(open.removed).containsExactly(open.stream);
        assertThat(open.gauge("fleetcast.stream.queue.depth")).isZero();
        assertThat(open.gauge("fleetcast.subscriptions.active")).isZero();
        assertThat(open.counted("fleetcast.streams.ended", "reason", "slow")).isEqualTo(1);
    }
}
