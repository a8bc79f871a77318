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
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a replay keeps in memory. */
class ReplayQueueTest {

    /** Text that does not compress. */
    private static final String NOISE = new Random(1)
            .ints(100_000, ' ', '~')
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();

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
            assertThat(add(piece, 0, NOISE.substring(0, 60 * KB))).isTrue();
            assertThat(add(piece, 1, NOISE.substring(0, 60 * KB))).isFalse();
            assertThat(piece.end().offset()).isZero();
            assertThat(texts(piece)).hasSize(1);
        }
        assertThat(budget.used()).isZero();
    }

    @Test
    void messagesThatAreAlikeTakeLittleMemory() {
        MemoryBudget more = new MemoryBudget(128 * KB, 128 * KB);
        List<String> all = IntStream.range(0, 1_000)
                .mapToObj(i -> "{\"speed\":" + i + ",\"text\":\"" + NOISE.substring(0, 500) + "\"}")
                .toList();
        try (ReplayPiece piece = new ReplayPiece(new Reservation(more, MemoryHolder.ofUser(1), 128 * KB))) {
            for (int i = 0; i < all.size(); i++) {
                assertThat(add(piece, i, all.get(i))).isTrue();
            }
            assertThat(texts(piece)).isEqualTo(all);
            assertThat(piece.end().offset()).isEqualTo(999);
        }
    }

    private static boolean add(ReplayPiece piece, long offset, String json) {
        return piece.add(
                new Place(Instant.EPOCH, 0, offset), new ReplayPiece.Event(Instant.ofEpochMilli(offset), 1, json));
    }

    private static List<String> texts(ReplayPiece piece) {
        return IntStream.range(0, piece.blocks())
                .mapToObj(piece::block)
                .flatMap(List::stream)
                .map(ReplayPiece.Event::json)
                .toList();
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
