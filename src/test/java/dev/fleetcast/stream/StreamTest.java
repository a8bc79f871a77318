package dev.fleetcast.stream;

import static dev.fleetcast.stream.TestUpdates.event;
import static dev.fleetcast.stream.TestUpdates.notablePosition;
import static dev.fleetcast.stream.TestUpdates.position;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fleetcast.stream.event.ByeReason;
import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.stream.event.Update;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.testing.SseParser.Event;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StreamTest {

    private static final UnitId UNIT = new UnitId(1);
    private static final DeliveryMode LATEST = DeliveryMode.latest(Duration.ofSeconds(2));

    private final OpenStream open = OpenStream.with();

    @Test
    void streamIdComesFirstWithAnIdAndARetry() {
        Event first = open.outlet.events().get(0);

        assertThat(open.outlet.data().get(0))
                .hasToString("{\"type\":\"stream_id\",\"stream_id\":\""
                        + open.stream.id().value() + "\"}");
        assertThat(first.type()).isEqualTo("message");
        assertThat(first.id()).isNotBlank();
        assertThat(first.retry()).isBetween(1_000L, 5_000L);
    }

    @Test
    void unknownCursorIsAGapForTheReconnectedClient() {
        RecordingOutlet outlet = new RecordingOutlet();
        Stream stream = open.add(outlet);

        stream.open(true);
        open.executor.turn();

        assertThat(outlet.data().get(0).path("resumed").isBoolean()).isTrue();
        assertThat(outlet.data().get(0).path("resumed").booleanValue()).isFalse();
        assertThat(outlet.story()).containsExactly("stream_id", "gap unknown_cursor");
    }

    @Test
    void snapshotThenReadyThenLive() {
        open.lastKnown.put(UNIT, position(1, 5));

        open.follow(1);
        open.route(position(1, 5), position(1, 6), event(1, 7));

        assertThat(open.story()).containsExactly("gps snapshot 1 #5", "ready 1", "gps 1 #6", "event 1 #7");
    }

    @Test
    void unitWithoutLastKnownPositionIsReadyAtOnce() {
        open.follow(1);
        open.route(position(1, 1));

        assertThat(open.story()).containsExactly("ready 1", "gps 1 #1");
    }

    @Test
    void snapshotThatWasLoadedHidesNoLiveMessage() {
        open.lastKnown.put(UNIT, position(1, 0));

        open.follow(1);
        open.route(position(1, 1));

        assertThat(open.story()).containsExactly("gps snapshot 1 #0", "ready 1", "gps 1 #1");
    }

    @Test
    void onlyFollowedUnitsAreWritten() {
        open.follow(1, 3);

        open.route(position(1, 1), position(2, 2), position(3, 3));

        assertThat(open.story()).containsExactly("ready 1", "ready 3", "gps 1 #1", "gps 3 #3");
        assertThat(open.stream.subscriptions().units()).isEqualTo(Set.of(new UnitId(1), new UnitId(3)));
    }

    @Test
    void subscribingAgainOnlyChangesTheMode() {
        open.lastKnown.put(UNIT, position(1, 1));
        open.follow(1);

        open.follow(1, LATEST);
        open.route(position(1, 2), position(1, 3));

        assertThat(open.story()).containsExactly("gps snapshot 1 #1", "ready 1", "gps 1 #2");
        assertThat(open.gauge("fleetcast.subscriptions.active")).isEqualTo(1);
    }

    @Test
    void heldPositionIsWrittenWhenItsTimeHasCome() {
        open.follow(1, LATEST);
        open.route(position(1, 1), position(1, 2), position(1, 3));

        open.later(1_000);
        assertThat(open.story()).containsExactly("ready 1", "gps 1 #1");
        open.later(2_000);

        assertThat(open.story()).containsExactly("ready 1", "gps 1 #1", "gps 1 #3");
    }

    @Test
    void unsubscribingDropsWhatWaitsOfTheUnitAndMarksThePoint() {
        open.follow(1, 2);
        open.outlet.block();
        open.route(position(1, 1), position(2, 2), event(1, 3));

        open.unfollow(1);
        open.route(position(1, 4), position(2, 5));
        open.outlet.drain();

        assertThat(open.story())
                .containsExactly("ready 1", "ready 2", "gps 2 #2", "unsubscribed requested 1", "gps 2 #5");
        assertThat(open.gauge("fleetcast.stream.queue.depth")).isZero();
        assertThat(open.followed.contains(UNIT)).isFalse();
    }

    @Test
    void unsubscribingFromAnUnfollowedUnitWritesNothing() {
        open.unfollow(1);

        assertThat(open.story()).isEmpty();
        assertThat(open.gauge("fleetcast.subscriptions.active")).isZero();
    }

    @Test
    void batchIsWrittenInOneGo() {
        open.follow(1, 2);
        int before = open.outlet.writes();

        open.route(position(1, 1), position(2, 2), position(1, 3));

        assertThat(open.outlet.writes()).isEqualTo(before + 1);
    }

    @Test
    void drainedConnectionGetsTheQueueOnceAndInOrder() {
        open.follow(1, 2);
        open.outlet.block();
        open.route(position(1, 1), position(2, 2));
        open.route(event(1, 3), position(1, 4));
        assertThat(open.gauge("fleetcast.stream.queue.depth")).isEqualTo(4);

        open.outlet.drain();
        open.route(position(2, 5));

        assertThat(open.story())
                .containsExactly("ready 1", "ready 2", "gps 1 #1", "gps 2 #2", "event 1 #3", "gps 1 #4", "gps 2 #5");
    }

    @Test
    void connectionThatTakesLittleAtATimeLosesNothing() {
        open.follow(1);
        open.outlet.block();
        String large = "x".repeat(25_000);
        for (int i = 1; i <= 9; i++) {
            open.route(TestUpdates.update(1, "gps", false, i, "{\"seq_no\":" + i + ",\"x\":\"" + large + "\"}"));
        }

        for (int i = 0; i < 9; i++) {
            open.outlet.drain(1);
            open.executor.turn();
        }

        assertThat(open.story())
                .containsExactly(
                        "ready 1",
                        "gps 1 #1",
                        "gps 1 #2",
                        "gps 1 #3",
                        "gps 1 #4",
                        "gps 1 #5",
                        "gps 1 #6",
                        "gps 1 #7",
                        "gps 1 #8",
                        "gps 1 #9");
    }

    @Test
    void longBatchIsNoQueueForAClientThatKeepsUp() {
        open.follow(1);
        String large = "{\"x\":\"" + "x".repeat(25_000) + "\"}";

        open.route(IntStream.rangeClosed(1, 40)
                .mapToObj(i -> TestUpdates.update(1, "gps", false, i, large))
                .toArray(Update[]::new));

        assertThat(open.story()).hasSize(41).doesNotContain("gap overflow 1");
        assertThat(open.counted("fleetcast.updates.conflated")).isZero();
    }

    @Test
    void clientOfASilentUnitIsGivenAFreshCursor() {
        open.stream.pong();
        open.follow(1);
        int before = open.outlet.bytes().length;

        open.stream.execute(() -> open.stream.degraded(Instant.EPOCH));
        open.later(899_000);
        assertThat(text(before)).doesNotContain("\n\nid: ");
        open.later(930_001);

        assertThat(text(before)).containsPattern("ping\"}\n\nid: [A-Za-z0-9._-]+\n\n$");
    }

    private String text(int from) {
        byte[] all = open.outlet.bytes();
        return new String(all, from, all.length - from, StandardCharsets.UTF_8);
    }

    @Test
    void everyEventButPingAndByeHasAnId() {
        open.lastKnown.put(UNIT, position(1, 1));
        open.follow(1);
        open.route(position(1, 2), notablePosition(1, 3), event(1, 4));
        open.unfollow(1);
        open.later(15_000);
        open.stream.close(ByeReason.DRAIN);

        List<Event> events = open.outlet.events();
        assertThat(open.outlet.story())
                .containsExactly(
                        "stream_id",
                        "gps snapshot 1 #1",
                        "ready 1",
                        "gps 1 #2",
                        "gps 1 #3",
                        "event 1 #4",
                        "unsubscribed requested 1",
                        "ping",
                        "bye drain");
        assertThat(events.subList(0, 7))
                .extracting(Event::id)
                .doesNotContainNull()
                .allMatch(id -> id.matches("[A-Za-z0-9._-]{1,128}"));
        assertThat(events.subList(7, 9)).extracting(Event::id).allMatch(Objects::isNull);
        assertThat(open.outlet.signsOfLife()).isEqualTo(1);
    }

    @Test
    void deliveriesAreCountedWhenTheyAreWrittenAndTimedByTheOldestOfThem() {
        open.lastKnown.put(UNIT, position(1, 1));
        open.follow(1);
        open.outlet.block();
        open.route(position(1, 2), event(1, 3));
        assertThat(open.counted("fleetcast.updates.delivered")).isZero();

        open.outlet.drain();
        open.executor.tick();

        assertThat(open.counted("fleetcast.updates.delivered")).isEqualTo(2);
        assertThat(open.meters.get("fleetcast.delivery.lag").timer().count()).isEqualTo(1);
        assertThat(open.meters.get("fleetcast.delivery.lag").timer().totalTime(TimeUnit.DAYS))
                .isCloseTo(
                        Duration.between(TestUpdates.RECORD_TIME, Instant.now()).toDays(), within(1.0));
    }
}
