package dev.fleetcast.history.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.history.stored.Place;
import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.memory.MemoryHolder;
import dev.fleetcast.memory.Reservation;
import dev.fleetcast.stream.event.Envelope;
import dev.fleetcast.stream.spi.ReplayTarget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a replay keeps in memory. */
class ReplayQueueTest {

    private static final int KB = 1_024;

    private final MemoryBudget budget = new MemoryBudget(64 * KB, 64 * KB);
    private final Client client = new Client();
    private final ReplayQueue queue = new ReplayQueue(client, reservation());

    @Test
    void slowClientGetsTheNewestOfEachUnit() {
        client.room = 1;
        for (int i = 1; i <= 100; i++) {
            queue.offer(1, "one " + i);
            queue.offer(2, "two " + i);
        }
        assertThat(client.events).containsExactly("one 1");

        client.room = 100;
        queue.flush();

        assertThat(client.events).containsExactly("one 1", "one 100", "two 100");
        assertThat(queue.isEmpty()).isTrue();
        assertThat(budget.used()).isZero();
    }

    @Test
    void whatWaitsHasABoundInBytes() {
        String large = "x".repeat(4 * KB);
        for (int round = 0; round < 10; round++) {
            for (int unit = 1; unit <= 50; unit++) {
                queue.offer(unit, large);
            }
        }
        assertThat(budget.used()).isPositive().isLessThanOrEqualTo(64 * KB);

        client.room = 100;
        queue.flush();
        queue.close();
        assertThat(client.events).hasSizeBetween(5, 8);
        assertThat(budget.used()).isZero();
    }

    @Test
    void endedStreamIsReported() {
        client.ended = true;

        assertThat(queue.offer(1, "one")).isFalse();
    }

    @Test
    void pieceIsFullByBytesButHasRoomForOne() {
        try (ReplayPiece piece = new ReplayPiece(reservation())) {
            assertThat(piece.add(event("x".repeat(24 * KB)))).isTrue();
            assertThat(piece.add(event("x".repeat(24 * KB)))).isFalse();
            assertThat(piece.events()).hasSize(1);
            assertThat(piece.end()).isEqualTo(piece.events().get(0).place());
        }
        assertThat(budget.used()).isZero();
    }

    private static ReplayPiece.Event event(String json) {
        return new ReplayPiece.Event(new Place(Instant.EPOCH, 0, 0), Instant.EPOCH, 1, json);
    }

    private Reservation reservation() {
        return new Reservation(budget, MemoryHolder.ofUser(1), 64 * KB);
    }

    /** A client with room for some events. */
    private static final class Client implements ReplayTarget {

        private final List<String> events = new ArrayList<>();
        private int room;
        private boolean ended;

        @Override
        public Envelope envelope() {
            return Envelope.TELEMETRY;
        }

        @Override
        public Outcome offer(String json) {
            if (ended || room == 0) {
                return ended ? Outcome.ENDED : Outcome.NO_ROOM;
            }
            room--;
            events.add(json);
            return Outcome.SENT;
        }
    }
}
