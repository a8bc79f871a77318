package dev.fleetcast.stream;

import static dev.fleetcast.stream.ReturningStream.LOG;
import static dev.fleetcast.stream.ReturningStream.every;
import static dev.fleetcast.stream.TestUpdates.after;
import static dev.fleetcast.stream.TestUpdates.event;
import static dev.fleetcast.stream.TestUpdates.position;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.stream.cursor.CursorCodec;
import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.stream.event.GapReason;
import dev.fleetcast.stream.event.Update;
import dev.fleetcast.stream.filter.Filter;
import dev.fleetcast.stream.spi.PackedSubscriptions;
import dev.fleetcast.stream.spi.PackedSubscriptions.Numbered;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.testing.SseParser.Event;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    void replayedMessagesAreNotDeliveredLiveToo() {
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
    void replayNeverReachesBeforeTheSubscription() {
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
    void unitThatIsNewToTheClientIsReplayedIfItHasMessages() {
        client.lastKnown(2, position(2, 5));
        client.resume(after(4), 0, every(2, 1));

        client.answer(position(2, 5));

        assertThat(client.story()).containsExactly("gps 2 #5", "ready 2");
    }

    @Test
    void messagesTheLoopHasDroppedAreReplayedToo() {
        client.resume(after(4), 1, every(1, 1));
        for (int i = 11; i <= 500; i++) {
            client.open.route(position(1, i));
        }
        client.feedBegan(after(500));
        client.answer(position(1, 5));

        assertThat(client.requests).hasSize(2);
        assertThat(client.requests.get(1).from()).isEqualTo(Map.of(new UnitId(1), after(10)));
        assertThat(client.requests.get(1).to()).isEqualTo(after(500));
        assertThat(client.requests.get(1).maxMessages()).isEqualTo(Integer.MAX_VALUE);
        client.answer(position(1, 11), position(1, 500));
        client.open.route(position(1, 501));

        assertThat(client.story()).containsExactly("gps 1 #5", "ready 1", "gps 1 #11", "gps 1 #500", "gps 1 #501");
    }

    @Test
    void messagesThatDoNotFitIntoAReplyAreRequestedAgain() {
        client.resume(after(4), 1, every(1, 1));

        client.open.answer(after(7), position(1, 5), position(1, 6));

        assertThat(client.requests).hasSize(2);
        assertThat(client.requests.get(1).from()).isEqualTo(Map.of(new UnitId(1), after(7)));
        assertThat(client.requests.get(1).to()).isEqualTo(after(10));
        assertThat(client.story()).containsExactly("gps 1 #5", "gps 1 #6");
        client.answer(position(1, 8));
        assertThat(client.story()).containsExactly("gps 1 #5", "gps 1 #6", "gps 1 #8", "ready 1");
    }

    @Test
    void withoutMemoryTheReplayIsRequestedAgainLater() {
        client.resume(after(4), 1, every(1, 1));

        client.open.answer(after(4));
        assertThat(client.requests).hasSize(1);
        client.open.executor.elapse();

        assertThat(client.requests).hasSize(2);
        assertThat(client.requests.get(1).from()).isEqualTo(Map.of(new UnitId(1), after(4)));
    }

    @Test
    void messagesDuringTheReplayAreSentAtTheClientsPaceToo() {
        client.resume(after(4), 1, every(1, 1));
        for (int i = 11; i <= 100; i++) {
            client.open.route(position(1, i));
        }
        client.open.outlet.block();
        client.answer();
        assertThat(client.open.gauge("fleetcast.stream.queue.depth")).isLessThanOrEqualTo(8);
        client.open.outlet.drain();
        client.open.executor.turn();

        assertThat(client.story())
                .hasSize(91)
                .startsWith("ready 1", "gps 1 #11")
                .endsWith("gps 1 #99", "gps 1 #100");
        assertThat(client.requests).hasSize(1);
    }

    @Test
    void unitFollowedDuringTheRecoveryMissesNothingTheLoopForgets() {
        client.resume(after(4), 1, every(1, 1));
        client.open.route(position(9, 11));
        client.open.follow(2);
        for (int i = 12; i <= 500; i++) {
            client.open.route(position(2, i));
        }
        client.feedBegan(after(500));
        client.answer();

        assertThat(client.requests.get(1).from()).isEqualTo(Map.of(new UnitId(1), after(10), new UnitId(2), after(11)));
        client.answer(position(2, 12), position(2, 500));
        assertThat(client.story()).containsExactly("ready 2", "ready 1", "gps 2 #12", "gps 2 #500");
    }

    @Test
    void replayWaitsForASlowClientAndLosesNothing() {
        client.resume(after(0), 1, every(1, 1));
        client.open.outlet.block();
        client.feedBegan(after(60));

        client.answer(
                Arrays.stream(new long[60]).mapToObj(each -> position(1, 5)).toArray(Update[]::new));
        assertThat(client.open.gauge("fleetcast.stream.queue.depth")).isLessThanOrEqualTo(8);
        client.open.outlet.drain();
        client.open.executor.turn();

        assertThat(client.story()).hasSize(61).endsWith("gps 1 #5", "ready 1").doesNotContain("bye slow");
    }

    @Test
    void clientThatReadsNothingOfItsReplayIsSlow() {
        client.resume(after(0), 1, every(1, 1));
        client.open.outlet.block();
        client.answer(
                Arrays.stream(new long[60]).mapToObj(each -> position(1, 5)).toArray(Update[]::new));

        client.open.during(10_001);

        assertThat(client.open.stream.isClosed()).isTrue();
        assertThat(client.open.counted("fleetcast.streams.ended", "reason", "slow"))
                .isOne();
    }

    @Test
    void unitUnsubscribedMeanwhileIsNotReplayed() {
        client.resume(after(4), 2, every(1, 1, 2, 2));
        client.open.unfollow(1);

        client.answer(position(1, 5), position(2, 6));

        assertThat(client.story()).containsExactly("unsubscribed requested 1", "gps 2 #6", "ready 2");
    }

    @Test
    void unitSubscribedAgainMeanwhileGetsNoEarlierMessages() {
        client.resume(after(4), 1, every(1, 1));
        client.open.unfollow(1);
        client.lastKnown(1, position(1, 10));
        client.open.follow(1);

        client.open.route(position(1, 11));
        client.answer(position(1, 5));

        assertThat(client.story())
                .containsExactly("unsubscribed requested 1", "gps snapshot 1 #10", "ready 1", "gps 1 #11");
    }

    @Test
    void unitFollowedBeforeTheStreamWasRestoredIsFollowedOnce() {
        client.open.follow(1);
        client.resume(after(4), 1, every(1, 1, 2, 2));
        client.answer(position(2, 5));

        client.open.route(position(1, 11));

        assertThat(client.story()).containsExactly("ready 1", "gps 2 #5", "ready 2", "gps 1 #11");
    }

    @Test
    void unitThatIsNoLongerVisibleIsNotReplayed() {
        client.hide(1);
        client.resume(after(4), 2, every(1, 1, 2, 2));

        client.answer(position(2, 6));

        assertThat(client.requests.get(0).from()).containsOnlyKeys(new UnitId(2));
        assertThat(client.story()).containsExactly("unsubscribed revoked 1", "gps 2 #6", "ready 2");
        assertThat(client.open.stream.subscriptions().units()).containsExactly(new UnitId(2));
    }

    @Test
    void messagesOfARecreatedTopicComeWhateverTheOldPosition() {
        client.feedBegan(after(3));
        client.resume(
                after(1_000),
                1,
                new PackedSubscriptions.Group(after(900), DeliveryMode.EVERY, List.of(new Numbered(1, 1))));
        client.answerGap(GapReason.TOPIC_RECREATED, Map.of());

        client.open.route(position(1, 4), position(1, 5));

        assertThat(client.story()).containsExactly("gap topic_recreated 1", "ready 1", "gps 1 #4", "gps 1 #5");
        assertThat(lastGiven()).isEqualTo(after(5));
    }

    @Test
    void messagesOfARecreatedTopicComeToAResumedStream() {
        client.feedBegan(after(1_000));
        client.resume(
                after(990),
                1,
                new PackedSubscriptions.Group(after(900), DeliveryMode.EVERY, List.of(new Numbered(1, 1))));
        client.answer();

        client.open.loop.restart(after(0), GapReason.TOPIC_RECREATED, unit -> Optional.empty());
        client.open.route(position(1, 1), position(1, 2));

        assertThat(client.story())
                .containsExactly("ready 1", "gap topic_recreated 1", "ready 1", "gps 1 #1", "gps 1 #2");
        assertThat(lastGiven()).isEqualTo(after(2));
    }

    @Test
    void replayIsAbandonedWhenTheTopicIsRecreated() {
        client.resume(after(4), 1, every(1, 1));

        client.open.loop.restart(after(0), GapReason.TOPIC_RECREATED, unit -> Optional.empty());
        client.open.route(position(1, 1));

        assertThat(client.story()).containsExactly("gap topic_recreated 1", "ready 1", "gps 1 #1");
    }

    private FeedPosition lastGiven() {
        List<Event> events = client.open.outlet.events();
        CursorCodec codec = TestParts.cursors(TestParts.marks());
        return codec.decode(events.get(events.size() - 1).id()).orElseThrow().position();
    }

    @Test
    void latestModeIsReplayedTheNewestOnly() {
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

        // The first event, two replayed, ready, two held ones.
        assertThat(positions.subList(1, 6)).containsExactly(after(6), after(8), after(10), after(11), after(12));
    }

    @Test
    void idsNeverFallBackWhileTheLoopIsBehindTheReplay() {
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
