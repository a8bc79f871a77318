package dev.fleetcast.stream;

import static dev.fleetcast.stream.ReturningStream.LOG;
import static dev.fleetcast.stream.ReturningStream.every;
import static dev.fleetcast.stream.TestUpdates.after;
import static dev.fleetcast.stream.TestUpdates.event;
import static dev.fleetcast.stream.TestUpdates.position;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.stream.cursor.CursorCodec;
import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.stream.event.Filter;
import dev.fleetcast.stream.spi.PackedSubscriptions;
import dev.fleetcast.stream.spi.PackedSubscriptions.Numbered;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.testing.SseParser.Event;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResumptionTest {

    private final ReturningStream client = new ReturningStream();

    @Test
    void missedMessagesComeBeforeThoseThatCameMeanwhile() {
        client.resume(after(4), 1, every(1, 1));

        client.open.route(position(1, 11), position(1, 12));
        client.answer(position(1, 5), position(1, 9));

        assertThat(client.story()).containsExactly("gps 1 #5", "gps 1 #9", "ready 1", "gps 1 #11", "gps 1 #12");
    }

    @Test
    void requestsMessagesBetweenTheCursorAndTheLiveFeed() {
        client.resume(after(4), 1, every(1, 1));

        assertThat(client.requests).singleElement().satisfies(request -> {
            assertThat(request.from()).isEqualTo(Map.of(new UnitId(1), after(4)));
            assertThat(request.to()).isEqualTo(after(10));
            assertThat(request.log()).isEqualTo(LOG);
            assertThat(request.maxMessages()).isEqualTo(10_000);
        });
    }

    @Test
    void backfilledMessagesAreNotDeliveredLiveToo() {
        client.resume(after(4), 1, every(1, 1));

        client.open.route(position(1, 9), position(1, 10), position(1, 11));
        client.answer(position(1, 9), position(1, 10));

        assertThat(client.story()).containsExactly("gps 1 #9", "gps 1 #10", "ready 1", "gps 1 #11");
    }

    @Test
    void missingLeaderAndItsReturnAreReportedOnce() {
        client.resume(after(4), 1, every(1, 1));
        client.requests.get(0).delayed().run();
        client.requests.get(0).delayed().run();
        client.open.executor.turn();

        client.answer(position(1, 5));

        assertThat(client.story()).containsExactly("degraded", "recovered", "gps 1 #5", "ready 1");
    }

    @Test
    void clientAheadOfThisReplicaIsGivenNothingTwice() {
        client.feedBegan(after(3));
        client.resume(after(5), 1, every(1, 1));
        client.answer();

        client.open.route(position(1, 4), position(1, 5), position(1, 6));

        assertThat(client.story()).containsExactly("ready 1", "gps 1 #6");
    }

    @Test
    void backfillNeverReachesBeforeTheSubscription() {
        client.resume(
                after(4), 1, new PackedSubscriptions.Group(after(7), DeliveryMode.EVERY, List.of(new Numbered(1, 1))));

        assertThat(client.requests.get(0).from()).isEqualTo(Map.of(new UnitId(1), after(7)));
    }

    @Test
    void filterHoldsForMissedAndLaterMessagesButNotForTheSnapshot() {
        client.lastKnown(2, position(2, 4));
        PackedSubscriptions.Group odd = new PackedSubscriptions.Group(
                FeedPosition.START,
                DeliveryMode.EVERY.with(Filter.parse("seq_no == 5 OR seq_no == 11")),
                List.of(new Numbered(1, 1), new Numbered(2, 2)));
        client.resume(after(3), 1, odd);

        client.answer(position(1, 4), position(1, 5), position(1, 6));
        client.open.route(position(1, 11), position(1, 12));

        assertThat(client.story()).containsExactly("gps 1 #5", "ready 1", "gps snapshot 2 #4", "ready 2", "gps 1 #11");
    }

    @Test
    void positionThatTheFilterLeavesOutSupersedesNone() {
        client.resume(
                after(3),
                1,
                new PackedSubscriptions.Group(
                        FeedPosition.START,
                        DeliveryMode.latest(Duration.ofSeconds(1)).with(Filter.parse("seq_no < 6")),
                        List.of(new Numbered(1, 1))));

        client.answer(position(1, 4), position(1, 5), position(1, 6));

        assertThat(client.story()).contains("gps 1 #5").doesNotContain("gps 1 #4", "gps 1 #6");
    }

    @Test
    void unitThatIsNewToTheClientBeginsWithItsSnapshot() {
        client.lastKnown(2, position(2, 3));
        client.lastKnown(1, position(1, 4));
        client.resume(after(4), 1, every(1, 1, 2, 2));

        client.answer();

        assertThat(client.story()).containsExactly("ready 1", "gps snapshot 2 #3", "ready 2");
    }

    @Test
    void unitThatIsNewToTheClientIsBackfilledIfItHasMessages() {
        client.lastKnown(2, position(2, 5));
        client.resume(after(4), 0, every(2, 1));

        client.answer(position(2, 5));

        assertThat(client.story()).containsExactly("gps 2 #5", "ready 2");
    }

    @Test
    void latestModeIsBackfilledTheNewestOnly() {
        client.resume(
                after(4),
                1,
                new PackedSubscriptions.Group(
                        FeedPosition.START, DeliveryMode.latest(Duration.ofSeconds(1)), List.of(new Numbered(1, 1))));

        client.answer(position(1, 5), event(1, 6), position(1, 7), position(1, 8));

        assertThat(client.story()).containsExactly("event 1 #6", "gps 1 #8", "ready 1");
    }

    @Test
    void idsLeadToWhereTheClientIs() {
        CursorCodec codec = TestParts.cursors(TestParts.marks());
        client.feedBegan(after(10));
        client.resume(after(4), 1, every(1, 1));
        client.open.route(position(1, 11));
        client.open.route(position(1, 12));
        client.answer(position(1, 6), position(1, 8));

        List<FeedPosition> positions = client.open.outlet.events().stream()
                .map(Event::id)
                .map(id -> codec.decode(id).orElseThrow().position())
                .toList();

        // The first event, two backfilled, ready, two held ones.
        assertThat(positions.subList(1, 6)).containsExactly(after(6), after(8), after(10), after(11), after(12));
    }

    @Test
    void idsNeverFallBackWhileTheLoopIsBehindTheBackfill() {
        CursorCodec codec = TestParts.cursors(TestParts.marks());
        client.resume(after(4), 1, every(1, 1));
        client.answer(position(1, 10));
        client.open.follow(2);

        client.open.route(position(2, 7));

        assertThat(client.story()).containsExactly("gps 1 #10", "ready 1", "ready 2", "gps 2 #7");
        Event last = client.open.outlet.events().get(client.open.outlet.events().size() - 1);
        assertThat(codec.decode(last.id()).orElseThrow().position()).isEqualTo(after(10));
    }
}
