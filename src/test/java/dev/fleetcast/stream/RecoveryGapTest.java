package dev.fleetcast.stream;

import static dev.fleetcast.stream.ReturningStream.LOG;
import static dev.fleetcast.stream.ReturningStream.every;
import static dev.fleetcast.stream.TestUpdates.after;
import static dev.fleetcast.stream.TestUpdates.position;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.stream.cursor.Cursor;
import dev.fleetcast.stream.event.GapReason;
import dev.fleetcast.telemetry.FeedLog;
import dev.fleetcast.telemetry.UnitId;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Missed messages cannot be backfilled: the client gets a gap, and every unit restarts. */
class RecoveryGapTest {

    private final ReturningStream client = new ReturningStream();

    @Test
    void everyUnitGetsAGapAndASnapshot() {
        client.lastKnown(1, position(1, 9));
        client.resume(after(4), 2, every(1, 1, 2, 2));

        client.open.route(position(1, 11), position(2, 12));
        client.answerGap(GapReason.LIMIT, Map.of(new UnitId(1), 77));

        assertThat(client.story())
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
    void messageInTheSnapshotIsNotDeliveredAfterTheGap() {
        client.resume(after(4), 1, every(1, 1));
        client.open.route(position(1, 11), position(1, 12));
        client.lastKnown(1, position(1, 11));

        client.answerGap(GapReason.RETENTION, Map.of());

        assertThat(client.story()).containsExactly("gap retention 1", "gps snapshot 1 #11", "ready 1", "gps 1 #12");
    }

    @Test
    void cursorTooOldIsNotBackfilled() {
        client.restore(
                new Cursor(
                        "id",
                        client.open.stream.key(),
                        1,
                        after(4),
                        Instant.now().minusSeconds(1_801),
                        LOG),
                every(1, 1));

        assertThat(client.requests).isEmpty();
        assertThat(client.story()).containsExactly("gap retention 1", "ready 1");
    }

    @Test
    void cursorOfAnExpiredMarkIsNotBackfilled() {
        client.restore(new Cursor("id", client.open.stream.key(), 1, null, null, FeedLog.UNKNOWN), every(1, 1));

        assertThat(client.requests).isEmpty();
        assertThat(client.story()).containsExactly("gap retention 1", "ready 1");
    }

    @Test
    void gapOfManyUnitsIsSentAtTheClientsPace() {
        long[] unitsAndNumbers = new long[200];
        for (int i = 0; i < 100; i++) {
            unitsAndNumbers[2 * i] = i + 1;
            unitsAndNumbers[2 * i + 1] = i + 1;
            client.lastKnown(i + 1, position(i + 1, 9));
        }
        client.resume(after(4), 100, every(unitsAndNumbers));
        client.open.outlet.block();

        client.answerGap(GapReason.RETENTION, Map.of());
        assertThat(client.open.gauge("fleetcast.stream.queue.depth")).isLessThanOrEqualTo(8);
        client.open.outlet.drain();
        client.open.executor.turn();

        assertThat(client.story()).hasSize(300).endsWith("gap retention 100", "gps snapshot 100 #9", "ready 100");
    }
}
