package dev.fleetcast.history.replay;

import static dev.fleetcast.history.record.TestFeed.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.history.day.Span;
import dev.fleetcast.history.read.ReaderLimit;
import dev.fleetcast.history.read.UnitHistory;
import dev.fleetcast.history.read.UnitHistory.Wanted;
import dev.fleetcast.history.record.TestFeed;
import dev.fleetcast.history.record.TestStore;
import dev.fleetcast.history.stored.Dictionaries;
import dev.fleetcast.history.stored.MessageCodec;
import dev.fleetcast.history.stored.PastMessages;
import dev.fleetcast.history.trip.TripRules;
import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.memory.MemoryHolder;
import dev.fleetcast.memory.Reservation;
import dev.fleetcast.testing.EmptyRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In which pieces a replay reads the past. */
class ReplayReadingTest {

    private static final int KB = 1_024;
    private static final int SECONDS = 3_600;

    private final EmptyRegistry database = EmptyRegistry.create();
    private final MessageCodec codec = new MessageCodec();
    private final MemoryBudget budget = new MemoryBudget(16 << 20, 16 << 20);
    private final UnitHistory history = new UnitHistory(
            TestStore.database(database),
            new PastMessages(new Dictionaries(codec), codec),
            TripRules.DEFAULT,
            new ReaderLimit(8, 4, budget, new SimpleMeterRegistry()));

    /** A message of one of two units each second of an hour, and one a day and a half later. */
    @BeforeEach
    void record() {
        TestFeed feed = new TestFeed(0);
        for (int second = 0; second < SECONDS; second++) {
            feed.add(1 + second % 2, NOON.plusSeconds(second), 0, 0);
        }
        feed.add(1, NOON.plus(Duration.ofHours(36)), 0, 0);
        TestStore.record(database, feed);
    }

    private ReplayReading reading(long bytes) {
        return new ReplayReading(
                history,
                Wanted.messages(
                        1,
                        List.of(1L, 2L),
                        any -> ZoneOffset.UTC,
                        new Span(NOON, NOON.plus(Duration.ofDays(3))),
                        any -> true,
                        any -> true),
                new Reservation(budget, MemoryHolder.ofUser(1), bytes),
                message -> new ReplayPiece.Event(
                        message.filedAt(), 1, message.content().toString()));
    }

    /** The times of each piece. */
    private static List<List<Instant>> pieces(ReplayReading reading) throws InterruptedException {
        List<List<Instant>> pieces = new ArrayList<>();
        while (true) {
            try (ReplayPiece piece = reading.next(() -> false)) {
                if (piece.isEmpty()) {
                    return pieces;
                }
                pieces.add(IntStream.range(0, piece.blocks())
                        .mapToObj(piece::block)
                        .flatMap(List::stream)
                        .map(ReplayPiece.Event::at)
                        .toList());
            }
        }
    }

    @Test
    void hourIsReadOnce() throws Exception {
        List<List<Instant>> pieces = pieces(reading(256 * KB));

        assertThat(pieces).hasSize(2);
        assertThat(pieces.get(0)).hasSize(SECONDS);
        assertThat(pieces.get(1)).containsExactly(NOON.plus(Duration.ofHours(36)));
    }

    @Test
    void withLittleMemoryEachMessageIsReadOnceAndInOrder() throws Exception {
        List<List<Instant>> pieces = pieces(reading(80 * KB));

        assertThat(pieces).hasSizeGreaterThan(2);
        assertThat(pieces.stream().flatMap(List::stream))
                .hasSize(SECONDS + 1)
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(budget.used()).isZero();
    }

    @Test
    void jumpGoesOnThere() throws Exception {
        ReplayReading reading = reading(256 * KB);
        reading.next(() -> false).close();
        reading.jump(NOON.plusSeconds(SECONDS - 2));

        assertThat(pieces(reading).get(0)).hasSize(2);
    }
}
