package dev.fleetcast.stream;

import static dev.fleetcast.stream.TestUpdates.after;
import static dev.fleetcast.stream.TestUpdates.event;
import static dev.fleetcast.stream.TestUpdates.position;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.stream.cursor.CursorCodec;
import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.stream.event.GapReason;
import dev.fleetcast.stream.spi.Backfills.Backfill;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.testing.SseParser.Event;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A queue of eight events, and a client that gets more at once than fits, but reads when it can. */
class BacklogTest {

    private final OpenStream open = OpenStream.with("queue-events", "8");

    @BeforeEach
    void stopReading() {
        open.follow(1);
        open.outlet.block();
    }

    @Test
    void losesNoMessageWhileTheClientIsBlocked() {
        route(1, 100);
        assertThat(open.gauge("fleetcast.stream.queue.depth")).isLessThanOrEqualTo(8);

        takeAll();

        assertThat(open.story()).containsExactlyElementsOf(told(1, 100));
        assertThat(open.requests).isEmpty();
        assertThat(open.counted("fleetcast.stream.behind")).isOne();
    }

    @Test
    void isLiveAgainWhenItHasTakenEverything() {
        route(1, 100);
        takeAll();

        open.route(position(1, 101));

        assertThat(open.story()).containsExactlyElementsOf(told(1, 101));
        assertThat(open.stream.backlog().isEmpty()).isTrue();
    }

    @Test
    void messagesTheLoopHasDroppedComeFromKafka() {
        route(1, 500);
        open.readTo = after(500);
        takeAll();

        assertThat(open.requests).singleElement().satisfies(request -> {
            assertThat(request.from()).isEqualTo(Map.of(new UnitId(1), after(6)));
            assertThat(request.to()).isEqualTo(after(500));
            assertThat(request.maxMessages()).isEqualTo(Integer.MAX_VALUE);
        });
        route(501, 510);
        open.answer(LongStream.rangeClosed(7, 500)
                .mapToObj(number -> position(1, number))
                .toArray(dev.fleetcast.stream.event.Update[]::new));
        route(511, 512);

        assertThat(open.story()).containsExactlyElementsOf(told(1, 512));
    }

    @Test
    void expiredMessagesAreAGapAndASnapshot() {
        route(1, 500);
        takeAll();
        open.lastKnown.put(new UnitId(1), position(1, 500));

        open.answer(new Backfill(List.of(), FeedPosition.START, GapReason.RETENTION, Map.of()));
        route(501, 501);

        assertThat(open.story())
                .endsWith("gps 1 #6", "gap retention 1", "gps snapshot 1 #500", "ready 1", "gps 1 #501");
    }

    @Test
    void idsNeverCoverUndeliveredMessages() {
        CursorCodec codec = TestParts.cursors(TestParts.marks());
        route(1, 20);
        open.follow(2);
        takeAll();

        List<Event> events = open.outlet.events();
        assertThat(open.story()).containsSubsequence("gps 1 #6", "ready 2", "gps 1 #7");
        for (int i = 0; i < events.size(); i++) {
            String told = open.outlet.story().get(i);
            FeedPosition position =
                    codec.decode(events.get(i).id()).orElseThrow().position();
            if (told.equals("ready 2")) {
                assertThat(position).isEqualTo(after(6));
            } else if (told.startsWith("gps")) {
                assertThat(position).isEqualTo(after(Long.parseLong(told.substring(told.indexOf('#') + 1))));
            }
        }
    }

    @Test
    void unitFollowedMeanwhileBeginsWithItsSnapshotAndMissesNothing() {
        route(1, 20);
        open.route(position(2, 21));
        open.lastKnown.put(new UnitId(2), position(2, 21));
        open.follow(2);
        open.route(position(2, 22));
        takeAll();
        open.route(position(2, 23));

        assertThat(open.story().stream().filter(told -> told.contains(" 2 ")))
                .containsExactly("gps snapshot 2 #21", "gps 2 #22", "gps 2 #23");
    }

    @Test
    void unitFollowedMeanwhileGetsNoEarlierMessages() {
        route(1, 20);
        open.route(position(2, 21));
        open.follow(2);
        takeAll();

        assertThat(open.story()).contains("ready 2").doesNotContain("gps 2 #21");
    }

    @Test
    void nothingOfAUnitComesOnceItIsUnsubscribed() {
        open.follow(2);
        route(1, 20);
        open.route(position(2, 21));
        open.unfollow(1);
        takeAll();

        assertThat(open.story()).containsExactly("ready 1", "ready 2", "unsubscribed requested 1", "gps 2 #21");
    }

    @Test
    void latestModeStillGetsTheNewestOnly() {
        open.follow(2, DeliveryMode.latest(Duration.ofMillis(100)));
        route(1, 20);
        for (int i = 21; i <= 40; i++) {
            open.route(position(2, i));
        }
        open.route(event(2, 41));
        takeAll();
        open.later(1_000);

        assertThat(open.story().stream().filter(told -> told.contains(" 2 ")))
                .containsExactly("gps 2 #21", "gps 2 #40", "event 2 #41");
    }

    @Test
    void modeThatChangesMeanwhileCountsForWhatComesLater() {
        open.follow(2, DeliveryMode.latest(Duration.ofMillis(100)));
        route(1, 20);
        open.route(position(2, 21));
        open.follow(2, DeliveryMode.EVERY);
        open.route(position(2, 22));
        takeAll();

        assertThat(open.story()).endsWith("gps 2 #21", "gps 2 #22");
    }

    @Test
    void messageLargerThanTheQueueIsGivenAlone() {
        OpenStream small = OpenStream.with("queue-bytes", "1000");
        small.follow(1);
        small.outlet.block();
        String large = "x".repeat(5_000);
        for (int i = 1; i <= 4; i++) {
            small.route(TestUpdates.update(1, "gps", false, i, "{\"seq_no\":" + i + ",\"x\":\"" + large + "\"}"));
        }
        for (int i = 1; i <= 4; i++) {
            small.outlet.drain(1);
            small.executor.turn();
        }

        assertThat(small.story()).containsExactlyElementsOf(told(1, 4));
    }

    @Test
    void nothingIsRememberedWhenAllStreamsAreLive() {
        route(1, 100);
        assertThat(open.loop.recent().end()).isEqualTo(94);
        takeAll();

        route(101, 110);

        assertThat(open.loop.recent().end()).isEqualTo(94);
        assertThat(open.loop.recent().reachesBackTo(93)).isFalse();
    }

    private void route(int first, int last) {
        for (int i = first; i <= last; i++) {
            open.route(position(1, i));
        }
    }

    private void takeAll() {
        open.outlet.drain();
        open.executor.turn();
    }

    private static List<String> told(int first, int last) {
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("ready 1"),
                        LongStream.rangeClosed(first, last).mapToObj(number -> "gps 1 #" + number))
                .toList();
    }
}
