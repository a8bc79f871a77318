package dev.fleetcast.stream;

import static dev.fleetcast.stream.TestUpdates.event;
import static dev.fleetcast.stream.TestUpdates.notablePosition;
import static dev.fleetcast.stream.TestUpdates.outdated;
import static dev.fleetcast.stream.TestUpdates.position;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.stream.event.Filter;
import dev.fleetcast.stream.event.Update;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.UnitId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Times are milliseconds of a clock set by the test; the interval of {@code LATEST} is one second. */
class SubscriptionTest {

    private static final UnitId UNIT = new UnitId(1);
    private static final DeliveryMode LATEST = DeliveryMode.latest(Duration.ofSeconds(1));

    private final OpenStream open = OpenStream.with();

    @Test
    void everyMessagePassesInItsOrder() {
        Subscription subscription = subscription(DeliveryMode.EVERY);

        offer(subscription, 0, position(1, 1), event(1, 2), notablePosition(1, 3), position(1, 4));

        assertThat(passed()).containsExactly("gps 1 #1", "event 1 #2", "gps 1 #3", "gps 1 #4");
    }

    @Test
    void firstPositionPassesAtOnceAndTheNewestOfTheIntervalAtItsEnd() {
        Subscription subscription = subscription(LATEST);

        offer(subscription, 0, position(1, 1));
        offer(subscription, 10, position(1, 2));
        offer(subscription, 999, position(1, 3));
        subscription.tick(999);
        assertThat(passed()).containsExactly("gps 1 #1");
        subscription.tick(1_000);
        subscription.tick(1_001);

        assertThat(passed()).containsExactly("gps 1 #1", "gps 1 #3");
    }

    @Test
    void nextIntervalBeginsWithThePositionThatWasHeld() {
        Subscription subscription = subscription(LATEST);
        offer(subscription, 0, position(1, 1), position(1, 2));
        subscription.tick(1_500);

        offer(subscription, 2_400, position(1, 3));
        assertThat(passed()).containsExactly("gps 1 #1", "gps 1 #2");
        subscription.tick(2_500);

        assertThat(passed()).containsExactly("gps 1 #1", "gps 1 #2", "gps 1 #3");
    }

    @Test
    void positionThatComesWhenTheHeldOneIsDueReplacesIt() {
        Subscription subscription = subscription(LATEST);
        offer(subscription, 0, position(1, 1), position(1, 2));

        offer(subscription, 1_050, position(1, 3));
        subscription.tick(1_100);
        subscription.tick(2_050);

        assertThat(passed()).containsExactly("gps 1 #1", "gps 1 #3");
    }

    @Test
    void positionAfterAQuietIntervalPassesAtOnce() {
        Subscription subscription = subscription(LATEST);
        offer(subscription, 0, position(1, 1));

        offer(subscription, 1_000, position(1, 2));

        assertThat(passed()).containsExactly("gps 1 #1", "gps 1 #2");
    }

    @Test
    void notablePositionPassesAtOnceAndReplacesTheHeldOne() {
        Subscription subscription = subscription(LATEST);
        offer(subscription, 0, position(1, 1), position(1, 2), notablePosition(1, 3), notablePosition(1, 4));

        subscription.tick(2_000);

        assertThat(passed()).containsExactly("gps 1 #1", "gps 1 #3", "gps 1 #4");
    }

    @Test
    void notablePositionBeginsAnIntervalOfItsOwn() {
        Subscription subscription = subscription(LATEST);
        offer(subscription, 0, position(1, 1));
        offer(subscription, 900, notablePosition(1, 2), position(1, 3));

        subscription.tick(1_000);
        assertThat(passed()).containsExactly("gps 1 #1", "gps 1 #2");
        subscription.tick(1_900);

        assertThat(passed()).containsExactly("gps 1 #1", "gps 1 #2", "gps 1 #3");
    }

    @Test
    void messageOfAnotherTypePassesAtOnceBehindTheHeldPosition() {
        Subscription subscription = subscription(LATEST);
        offer(subscription, 0, position(1, 1), position(1, 2), event(1, 3));

        subscription.tick(2_000);

        assertThat(passed()).containsExactly("gps 1 #1", "gps 1 #2", "event 1 #3");
    }

    @Test
    void positionOfThePastReplacesNoCurrentOne() {
        Subscription subscription = subscription(LATEST);
        offer(subscription, 0, position(1, 1), position(1, 2), outdated(1, 3));

        subscription.tick(1_000);

        assertThat(passed()).containsExactly("gps 1 #1", "gps 1 #2");
    }

    @Test
    void positionOfThePastPassesWhenThereIsNoOther() {
        Subscription subscription = subscription(LATEST);
        offer(subscription, 0, position(1, 1), outdated(1, 2), outdated(1, 3));

        subscription.tick(1_000);

        assertThat(passed()).containsExactly("gps 1 #1", "gps 1 #3");
    }

    @Test
    void messageOfAnotherTypeIsNoPosition() {
        Subscription subscription = subscription(LATEST);
        offer(subscription, 0, event(1, 1), position(1, 2));

        assertThat(passed()).containsExactly("event 1 #1", "gps 1 #2");
    }

    @Test
    void changeToEveryMessageReleasesTheHeldPosition() {
        Subscription subscription = subscription(LATEST);
        offer(subscription, 0, position(1, 1), position(1, 2));

        subscription.change(DeliveryMode.EVERY);
        offer(subscription, 0, position(1, 3));

        assertThat(passed()).containsExactly("gps 1 #1", "gps 1 #2", "gps 1 #3");
    }

    @Test
    void changeOfTheIntervalCountsAtOnce() {
        Subscription subscription = subscription(DeliveryMode.latest(Duration.ofHours(1)));
        offer(subscription, 0, position(1, 1), position(1, 2));

        subscription.change(LATEST);
        subscription.tick(100);
        offer(subscription, 200, position(1, 3));
        subscription.tick(1_100);

        assertThat(passed()).containsExactly("gps 1 #1", "gps 1 #2", "gps 1 #3");
    }

    @Test
    void onlyMessagesForWhichTheFilterHoldsPass() {
        Subscription subscription = subscription(DeliveryMode.EVERY.with(Filter.parse("seq_no > 2")));

        offer(subscription, 0, position(1, 1), event(1, 2), notablePosition(1, 3), position(1, 4));

        assertThat(passed()).containsExactly("gps 1 #3", "gps 1 #4");
    }

    @Test
    void newestPositionForWhichTheFilterHoldsIsHeld() {
        Subscription subscription = subscription(LATEST.with(Filter.parse("seq_no != 3")));
        offer(subscription, 0, position(1, 1), position(1, 2), position(1, 3));

        subscription.tick(1_000);

        assertThat(passed()).containsExactly("gps 1 #1", "gps 1 #2");
    }

    @Test
    void heldPositionForWhichANewFilterDoesNotHoldIsNotSent() {
        Subscription subscription = subscription(LATEST);
        offer(subscription, 0, position(1, 1), position(1, 2));

        subscription.change(LATEST.with(Filter.parse("seq_no > 2")));
        subscription.tick(2_000);

        assertThat(passed()).containsExactly("gps 1 #1");
    }

    @Test
    void clientOfAFilterThatHoldsForNothingGetsIdsToResumeFrom() {
        open.follow(1, DeliveryMode.EVERY.with(Filter.parse("seq_no < 0")));
        int before = open.outlet.bytes().length;

        for (int i = 1; i <= 2_500; i++) {
            open.route(position(1, i));
        }

        String written = new String(open.outlet.bytes(), StandardCharsets.UTF_8).substring(before);
        assertThat(written.split("\n\n"))
                .hasSize(2)
                .allSatisfy(id -> assertThat(id).startsWith("id: ").doesNotContain("data"));
    }

    @Test
    void messageInTheSnapshotDoesNotPassAgain() {
        Subscription subscription = subscription(DeliveryMode.EVERY);
        subscription.startAfter(position(1, 5));

        offer(subscription, 0, position(1, 4), event(1, 5), position(1, 6));

        assertThat(passed()).containsExactly("gps 1 #6");
    }

    @Test
    void messageInTheSnapshotIsNotHeldEither() {
        Subscription subscription = subscription(LATEST);
        subscription.startAfter(position(1, 5));
        offer(subscription, 0, position(1, 5));

        subscription.tick(2_000);

        assertThat(passed()).isEmpty();
    }

    private Subscription subscription(DeliveryMode mode) {
        return new Subscription(open.stream, UNIT, mode, FeedPosition.START, 1);
    }

    private static void offer(Subscription subscription, long now, Update... updates) {
        for (Update update : updates) {
            subscription.offer(TestUpdates.routed(update), now);
        }
    }

    private List<String> passed() {
        open.executor.turn();
        return open.story();
    }
}
