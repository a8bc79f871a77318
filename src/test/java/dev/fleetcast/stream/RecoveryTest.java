package dev.fleetcast.stream;

import static dev.fleetcast.stream.TestUpdates.after;
import static dev.fleetcast.stream.TestUpdates.event;
import static dev.fleetcast.stream.TestUpdates.position;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.stream.FollowedSince.Numbered;
import dev.fleetcast.stream.Replays.Replay;
import dev.fleetcast.stream.Replays.Request;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.telemetry.Update;
import dev.fleetcast.testing.Settings;
import dev.fleetcast.testing.SseParser.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecoveryTest {

    private static final Viewer OWNER = new Viewer(7, "demo", Set.of(), Set.of(1L), "session");
    private static final Map<String, String> TOPIC_IDS = Map.of("fleet.telemetry", "id");

    private final OpenStream open = OpenStream.with("queue-events", "8");
    private final List<Request> requests = new ArrayList<>();
    private final Set<Long> hidden = new HashSet<>();
    private FeedPosition begun = after(10);

    @Test
    void missedMessagesComeBeforeThoseThatCameMeanwhile() {
        resume(after(4), 1, every(1, 1));

        open.route(position(1, 11), position(1, 12));
        answer(position(1, 5), position(1, 9));

        assertThat(open.story()).containsExactly("gps 1 #5", "gps 1 #9", "ready 1", "gps 1 #11", "gps 1 #12");
    }

    @Test
    void asksForWhatIsAfterTheCursorAndBeforeTheLiveFeed() {
        resume(after(4), 1, every(1, 1));

        assertThat(requests).singleElement().satisfies(request -> {
            assertThat(request.from()).isEqualTo(Map.of(new UnitId(1), after(4)));
            assertThat(request.to()).isEqualTo(after(10));
            assertThat(request.topicIds()).isEqualTo(TOPIC_IDS);
            assertThat(request.maxMessages()).isEqualTo(10_000);
        });
    }

    @Test
    void whatIsReplayedDoesNotComeLiveToo() {
        resume(after(4), 1, every(1, 1));

        open.route(position(1, 9), position(1, 10), position(1, 11));
        answer(position(1, 9), position(1, 10));

        assertThat(open.story()).containsExactly("gps 1 #9", "gps 1 #10", "ready 1", "gps 1 #11");
    }

    @Test
    void clientAheadOfThisReplicaIsGivenNothingTwice() {
        begun = after(3);
        resume(after(5), 1, every(1, 1));
        answer();

        open.route(position(1, 4), position(1, 5), position(1, 6));

        assertThat(open.story()).containsExactly("ready 1", "gps 1 #6");
    }

    @Test
    void replayNeverReachesBeforeTheSubscription() {
        resume(after(4), 1, new FollowedSince(after(7), null, List.of(new Numbered(1, 1))));

        assertThat(requests.get(0).from()).isEqualTo(Map.of(new UnitId(1), after(7)));
    }

    @Test
    void unitTheClientWasNeverToldOfBeginsWithItsSnapshot() {
        open.lastKnown.put(new UnitId(2), position(2, 3));
        open.lastKnown.put(new UnitId(1), position(1, 4));
        resume(after(4), 1, every(1, 1, 2, 2));

        answer();

        assertThat(open.story()).containsExactly("ready 1", "gps snapshot 2 #3", "ready 2");
    }

    @Test
    void unitTheClientWasNeverToldOfIsReplayedInsteadWhereThereIsSomething() {
        open.lastKnown.put(new UnitId(2), position(2, 5));
        resume(after(4), 0, every(2, 1));

        answer(position(2, 5));

        assertThat(open.story()).containsExactly("gps 2 #5", "ready 2");
    }

    @Test
    void gapIsToldForEveryUnitAndBridgedByASnapshot() {
        open.lastKnown.put(new UnitId(1), position(1, 9));
        resume(after(4), 2, every(1, 1, 2, 2));

        open.route(position(1, 11), position(2, 12));
        requests.get(0).answer().accept(new Replay(List.of(), GapReason.LIMIT, Map.of(new UnitId(1), 77)));
        open.executor.turn();

        assertThat(open.story())
                .containsExactly(
                        "gap limit 1 missed 77",
                        "gps snapshot 1 #9",
                        "ready 1",
                        "gap limit 2",
                        "ready 2",
                        "gps 1 #11",
                        "gps 2 #12");
    }

    @Test
    void whatTheSnapshotShowsDoesNotComeLiveAfterTheGap() {
        resume(after(4), 1, every(1, 1));
        open.route(position(1, 11), position(1, 12));
        open.lastKnown.put(new UnitId(1), position(1, 11));

        requests.get(0).answer().accept(new Replay(List.of(), GapReason.RETENTION, Map.of()));
        open.executor.turn();

        assertThat(open.story()).containsExactly("gap retention 1", "gps snapshot 1 #11", "ready 1", "gps 1 #12");
    }

    @Test
    void cursorTooOldIsNotReplayed() {
        restore(
                new Cursor("id", open.stream.key(), 1, after(4), Instant.now().minusSeconds(1_801), TOPIC_IDS),
                every(1, 1));

        assertThat(requests).isEmpty();
        assertThat(open.story()).containsExactly("gap retention 1", "ready 1");
    }

    @Test
    void cursorOfAForgottenMarkIsNotReplayed() {
        restore(new Cursor("id", open.stream.key(), 1, null, null, Map.of()), every(1, 1));

        assertThat(requests).isEmpty();
        assertThat(open.story()).containsExactly("gap retention 1", "ready 1");
    }

    @Test
    void moreThanMayBePutAsideIsReplayedToo() {
        resume(after(4), 1, every(1, 1));
        for (int i = 11; i <= 20; i++) {
            open.route(position(1, i));
        }
        begun = after(20);
        answer(position(1, 5));

        assertThat(requests).hasSize(2);
        assertThat(requests.get(1).from()).isEqualTo(Map.of(new UnitId(1), after(10)));
        assertThat(requests.get(1).to()).isEqualTo(after(20));
        answer(position(1, 11), position(1, 20));
        open.route(position(1, 21));

        assertThat(open.story())
                .containsExactly("gps 1 #5", "ready 1", "gps 1 #11", "gps 1 #20", "ready 1", "gps 1 #21");
    }

    @Test
    void replayWaitsForASlowClientAndLosesNothing() {
        resume(after(0), 1, every(1, 1));
        open.outlet.block();
        begun = after(60);

        answer(Arrays.stream(new long[60]).mapToObj(each -> position(1, 5)).toArray(Update[]::new));
        assertThat(open.gauge("fleetcast.stream.queue.depth")).isLessThanOrEqualTo(8);
        open.outlet.drain();
        open.executor.turn();

        assertThat(open.story()).hasSize(61).endsWith("gps 1 #5", "ready 1").doesNotContain("bye slow");
    }

    @Test
    void clientThatTakesNothingOfItsReplayIsSlow() {
        resume(after(0), 1, every(1, 1));
        open.outlet.block();
        answer(Arrays.stream(new long[60]).mapToObj(each -> position(1, 5)).toArray(Update[]::new));

        open.later(10_000);

        assertThat(open.stream.isClosed()).isTrue();
        assertThat(open.counted("fleetcast.streams.ended", "reason", "slow")).isOne();
    }

    @Test
    void gapOfManyUnitsIsToldAtTheClientsPace() {
        long[] unitsAndNumbers = new long[200];
        for (int i = 0; i < 100; i++) {
            unitsAndNumbers[2 * i] = i + 1;
            unitsAndNumbers[2 * i + 1] = i + 1;
            open.lastKnown.put(new UnitId(i + 1), position(i + 1, 9));
        }
        resume(after(4), 100, every(unitsAndNumbers));
        open.outlet.block();

        requests.get(0).answer().accept(new Replay(List.of(), GapReason.RETENTION, Map.of()));
        open.executor.turn();
        assertThat(open.gauge("fleetcast.stream.queue.depth")).isLessThanOrEqualTo(8);
        open.outlet.drain();
        open.executor.turn();

        assertThat(open.story()).hasSize(300).endsWith("gap retention 100", "gps snapshot 100 #9", "ready 100");
    }

    @Test
    void unitUnsubscribedMeanwhileIsNotReplayed() {
        resume(after(4), 2, every(1, 1, 2, 2));
        open.unfollow(1);

        answer(position(1, 5), position(2, 6));

        assertThat(open.story()).containsExactly("unsubscribed requested 1", "gps 2 #6", "ready 2");
    }

    @Test
    void unitSubscribedAnewMeanwhileGetsNothingFromBefore() {
        resume(after(4), 1, every(1, 1));
        open.unfollow(1);
        open.lastKnown.put(new UnitId(1), position(1, 10));
        open.follow(1);

        open.route(position(1, 11));
        answer(position(1, 5));

        assertThat(open.story())
                .containsExactly("unsubscribed requested 1", "gps snapshot 1 #10", "ready 1", "gps 1 #11");
    }

    @Test
    void unitFollowedBeforeTheStreamWasRestoredIsFollowedOnce() {
        open.follow(1);
        resume(after(4), 1, every(1, 1, 2, 2));
        answer(position(2, 5));

        open.route(position(1, 11));

        assertThat(open.story()).containsExactly("ready 1", "gps 2 #5", "ready 2", "gps 1 #11");
    }

    @Test
    void unitThatMayNotBeSeenAnyMoreIsNotReplayed() {
        hidden.add(1L);
        resume(after(4), 2, every(1, 1, 2, 2));

        answer(position(2, 6));

        assertThat(requests.get(0).from()).containsOnlyKeys(new UnitId(2));
        assertThat(open.story()).containsExactly("unsubscribed revoked 1", "gps 2 #6", "ready 2");
        assertThat(open.stream.units()).containsExactly(new UnitId(2));
    }

    @Test
    void newestIsEnoughForWhoWantedTheNewest() {
        resume(after(4), 1, new FollowedSince(FeedPosition.START, 1_000L, List.of(new Numbered(1, 1))));

        answer(position(1, 5), event(1, 6), position(1, 7), position(1, 8));

        assertThat(open.story()).containsExactly("event 1 #6", "gps 1 #8", "ready 1");
    }

    @Test
    void idsLeadToWhereTheClientIs() {
        CursorCodec codec = TestParts.cursors(TestParts.marks());
        begun = after(10);
        resume(after(4), 1, every(1, 1));
        open.route(position(1, 11));
        open.route(position(1, 12));
        answer(position(1, 6), position(1, 8));

        List<FeedPosition> positions = open.outlet.events().stream()
                .map(Event::id)
                .map(id -> codec.decode(id).orElseThrow().position())
                .toList();

        // The greeting, two replayed, ready, two that were held.
        assertThat(positions.subList(1, 6)).containsExactly(after(6), after(8), after(10), after(11), after(12));
    }

    @Test
    void idsNeverFallBackWhileTheLoopIsBehindTheReplay() {
        CursorCodec codec = TestParts.cursors(TestParts.marks());
        resume(after(4), 1, every(1, 1));
        answer(position(1, 10));
        open.follow(2);

        open.route(position(2, 7));

        assertThat(open.story()).containsExactly("gps 1 #10", "ready 1", "ready 2", "gps 2 #7");
        Event last = open.outlet.events().get(open.outlet.events().size() - 1);
        assertThat(codec.decode(last.id()).orElseThrow().position()).isEqualTo(after(10));
    }

    private void resume(FeedPosition position, int toldOf, FollowedSince... followed) {
        restore(new Cursor("id", open.stream.key(), toldOf, position, Instant.now(), TOPIC_IDS), followed);
    }

    private void restore(Cursor cursor, FollowedSince... followed) {
        StreamRecord record =
                new StreamRecord(open.stream.id(), "claim", ReplicaId.random(), OWNER, 9, List.of(followed), 0, false);
        RecoverySource source = new RecoverySource(
                request -> {
                    requests.add(request);
                    return () -> {};
                },
                unit -> Optional.ofNullable(open.lastKnown.get(unit)),
                () -> begun,
                Settings.of(ResumeConfig.class, Map.of()),
                8);
        open.stream.restore(new Restoration(record, cursor, unit -> !hidden.contains(unit.value()), source));
        open.executor.turn();
    }

    private void answer(Update... updates) {
        List<FramedUpdate> framed =
                Arrays.stream(updates).map(FramedUpdate::new).toList();
        requests.get(requests.size() - 1).answer().accept(new Replay(framed, null, Map.of()));
        open.executor.turn();
    }

    /** Since the beginning of the feed: unit and number in turn. */
    private static FollowedSince every(long... unitsAndNumbers) {
        List<Numbered> subscriptions = new ArrayList<>();
        for (int i = 0; i < unitsAndNumbers.length; i += 2) {
            subscriptions.add(new Numbered(unitsAndNumbers[i], (int) unitsAndNumbers[i + 1]));
        }
        return new FollowedSince(FeedPosition.START, null, subscriptions);
    }
}
