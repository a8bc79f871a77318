package dev.fleetcast.stream;

import static dev.fleetcast.stream.ReturningStream.every;
import static dev.fleetcast.stream.TestUpdates.after;
import static dev.fleetcast.stream.TestUpdates.position;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.stream.cursor.CursorCodec;
import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.stream.event.GapReason;
import dev.fleetcast.stream.spi.PackedSubscriptions;
import dev.fleetcast.stream.spi.PackedSubscriptions.Numbered;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.testing.SseParser.Event;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What has changed since the client was connected: its subscriptions, its rights, the topic. */
class ResumptionChangesTest {

    private final ReturningStream client = new ReturningStream();

    @Test
    void unitUnsubscribedMeanwhileIsNotBackfilled() {
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
    void unitThatIsNoLongerVisibleIsNotBackfilled() {
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
    void backfillIsAbandonedWhenTheTopicIsRecreated() {
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
}
