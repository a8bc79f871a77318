package dev.fleetcast.stream;

import static dev.fleetcast.stream.ReturningStream.every;
import static dev.fleetcast.stream.TestUpdates.after;
import static dev.fleetcast.stream.TestUpdates.position;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.stream.event.Update;
import dev.fleetcast.telemetry.UnitId;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Backfills that take longer than one reply: large ones, and those of slow clients. */
class ResumptionPaceTest {

    private final ReturningStream client = new ReturningStream();

    @Test
    void messagesTheLoopHasDroppedAreBackfilledToo() {
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
    void withoutMemoryTheBackfillIsRequestedAgainLater() {
        client.resume(after(4), 1, every(1, 1));

        client.open.answer(after(4));
        assertThat(client.requests).hasSize(1);
        client.open.executor.elapse();

        assertThat(client.requests).hasSize(2);
        assertThat(client.requests.get(1).from()).isEqualTo(Map.of(new UnitId(1), after(4)));
    }

    @Test
    void messagesDuringTheBackfillAreSentAtTheClientsPaceToo() {
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
    void backfillWaitsForASlowClientAndLosesNothing() {
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
    void clientThatReadsNothingOfItsBackfillIsSlow() {
        client.resume(after(0), 1, every(1, 1));
        client.open.outlet.block();
        client.answer(
                Arrays.stream(new long[60]).mapToObj(each -> position(1, 5)).toArray(Update[]::new));

        client.open.during(10_001);

        assertThat(client.open.stream.isClosed()).isTrue();
        assertThat(client.open.counted("fleetcast.streams.ended", "reason", "slow"))
                .isOne();
    }
}
