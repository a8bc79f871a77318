package dev.fleetcast.cluster;

import static dev.fleetcast.cluster.TestStreams.A;
import static dev.fleetcast.cluster.TestStreams.B;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.cluster.topic.StreamsTopic;
import dev.fleetcast.cluster.topic.StreamsTopic.Claim;
import dev.fleetcast.cluster.topic.StreamsTopic.Place;
import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.stream.event.StreamId;
import dev.fleetcast.stream.spi.AreaRecord;
import dev.fleetcast.stream.spi.PackedSubscriptions;
import dev.fleetcast.stream.spi.PackedSubscriptions.Numbered;
import dev.fleetcast.stream.spi.StreamTable.StreamRecord;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.testing.JsonRecords;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Streams for which there is no room. */
class StreamMemoryTest {

    /**
     * A stream takes about 7,100 bytes, 6,000 of them for its subscriptions: room for five per user and eight in total.
     */
    private final MemoryBudget budget = new MemoryBudget(60_000, 38_000);

    private final StreamLog log = new StreamLog(1_000, budget);
    private long offset;

    @Test
    void userForgetsTheOldestOfTheOwnStreamsFirst() {
        write(1, 7);
        for (int stream = 2; stream <= 7; stream++) {
            write(stream, 8);
        }

        assertThat(resumable()).containsExactly(1, 3, 4, 5, 6, 7);
        assertThat(log.dropped()).isEqualTo(1);
        assertThat(budget.used()).isLessThanOrEqualTo(budget.limit());
    }

    @Test
    void withoutRoomTheLargestUserForgetsFirst() {
        for (int stream = 1; stream <= 5; stream++) {
            write(stream, 7);
        }
        for (int stream = 6; stream <= 9; stream++) {
            write(stream, stream);
        }

        assertThat(resumable()).containsExactly(2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void streamThatIsForgottenIsStillFoundAndHeld() {
        for (int stream = 1; stream <= 6; stream++) {
            write(stream, 7);
        }

        assertThat(log.isStripped(key(1))).isTrue();
        assertThat(log.find(key(1)).orElseThrow().holder()).isEqualTo(A);
        assertThat(log.find(key(1)).orElseThrow().record().streamId()).isEqualTo(id(1));
        assertThat(log.claimed(key(1), new Claim("b", B, log.lastRead(key(1))), place()).stream())
                .isEmpty();
        assertThat(log.find(key(1)).orElseThrow().holder()).isEqualTo(B);
    }

    @Test
    void forgottenStreamIsNeverWrittenAgainAsItIsHereButFromTheOpenOne() {
        for (int stream = 1; stream <= 6; stream++) {
            write(stream, 7);
        }
        // An invalid entry, after which the record would be written again.
        log.written(key(1), record(1, 7, "other"), 1, place());

        assertThat(log.rewrites(A, open -> true, Duration.ZERO, Long.MAX_VALUE / 2, 100))
                .extracting(rewrite -> rewrite.record().streamId())
                .doesNotContain(id(1));
        assertThat(log.strippedOnes(open -> true, 100)).containsExactly(key(1));

        write(1, 7);
        assertThat(log.strippedOnes(open -> true, 100)).containsExactly(key(2));
    }

    @Test
    void ofManySmallStreamsAHalfCanBeResumed() {
        MemoryBudget small = new MemoryBudget(100_000, 100_000);
        StreamLog read = new StreamLog(1_000, small);

        for (int stream = 1; stream <= 500; stream++) {
            StreamRecord record = record(stream, 7, "a").bare();
            read.written(key(stream), record, 1, place());
        }

        assertThat(read.size()).isBetween(80, 100);
        assertThat(read.strippedOnes(open -> true, 1_000)).hasSizeBetween(40, 50);
        assertThat(read.isStripped(key(500))).isFalse();
    }

    @Test
    void deletedAndExpiredStreamsReleaseTheirRoom() {
        write(1, 7);
        write(2, 8);
        log.removed(key(1));
        log.forgetOlderThan(Duration.ZERO, Long.MAX_VALUE / 2);
        log.removed(key(2));

        assertThat(budget.used()).isZero();
    }

    @Test
    void areaIsForgottenWithTheSubscriptions() {
        StreamLog small = new StreamLog(10, new MemoryBudget(20_000, 20_000));
        for (int stream = 1; stream <= 5; stream++) {
            small.written(key(stream), withArea(stream), 1, place());
        }

        assertThat(small.strippedOnes(open -> true, 10)).containsExactly(key(1));
        assertThat(small.find(key(1)).orElseThrow().record().area()).isEqualTo(AreaRecord.NONE);
    }

    @Test
    void tooLargeStreamIsKnownWithoutItsSubscriptions() {
        StreamLog small = new StreamLog(10, new MemoryBudget(StreamMemory.STREAM_BYTES + 200, 1_000_000));

        small.written(key(1), record(1, 7, "a"), 1, place());
        small.written(key(2), record(2, 7, "a"), 1, place());

        assertThat(small.isStripped(key(2))).isTrue();
        assertThat(small.find(key(1))).as("its room was needed").isEmpty();
    }

    /** The load of a replica of 256 MB at its start: 1,050 records of 1,000 units, each subscribed separately. */
    @Test
    void recordsOfAnEarlierLifeFitIntoASmallHeap() {
        // Applications of other tests allocate in this process meanwhile: the least of several measurements is the
        // log's.
        // Each has a thread, whose end lets go of everything.
        assertThat(Stream.generate(() -> CompletableFuture.supplyAsync(
                                        StreamMemoryTest::heapOfAnEarlierLife, task -> new Thread(task).start())
                                .join())
                        .limit(3))
                .anyMatch(taken -> taken < 10_000_000);
    }

    private static long heapOfAnEarlierLife() {
        MemoryBudget small = new MemoryBudget(25_600_000, 6_400_000);
        long before = usedHeap();

        StreamLog read = thousandUnitsEach(1_050, small);

        long taken = usedHeap() - before;
        assertThat(read.size()).isEqualTo(1_050);
        assertThat(read.find(1_049).orElseThrow().record().followed().groups()).hasSize(1_000);
        assertThat(small.used()).isLessThanOrEqualTo(6_400_000);
        return taken;
    }

    private static StreamLog thousandUnitsEach(int streams, MemoryBudget budget) {
        StreamLog read = new StreamLog(200_000, budget);
        JsonRecords records = new JsonRecords();
        StreamsTopic topic = new StreamsTopic(records.topics(), records.out()::send);
        topic.write(thousandUnits(), 1);
        byte[] value = records.last().value().getBytes(StandardCharsets.UTF_8);
        for (int stream = 0; stream < streams; stream++) {
            byte[] name = "r:%016x".formatted(stream).getBytes(StandardCharsets.UTF_8);
            topic.read(new ConsumerRecord<>("streams", 0, stream, name, value), new IntoLog(read));
        }
        return read;
    }

    private record IntoLog(StreamLog log) implements StreamsTopic.Handler {

        @Override
        public void written(long key, StreamRecord record, long serial, Place place) {
            log.written(key, record, serial, place);
        }

        @Override
        public void claimed(long key, Claim claim, Place place) {
            log.claimed(key, claim, place);
        }

        @Override
        public void removed(long key) {
            log.removed(key);
        }
    }

    private static StreamRecord thousandUnits() {
        List<PackedSubscriptions.Group> followed = new ArrayList<>();
        for (int unit = 1; unit <= 1_000; unit++) {
            long position = 1_000_000_000L + 40L * unit;
            followed.add(new PackedSubscriptions.Group(
                    FeedPosition.of(Map.of(
                            "fleet.telemetry",
                            LongStream.range(0, 12)
                                    .map(partition -> position + partition)
                                    .toArray())),
                    DeliveryMode.EVERY,
                    List.of(new Numbered(unit, unit))));
        }
        return new StreamRecord(
                id(1), "a", A, owner(7), 1_000, PackedSubscriptions.of(followed), 0, false, AreaRecord.NONE);
    }

    private static long usedHeap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private List<Integer> resumable() {
        List<Integer> found = new ArrayList<>();
        for (int stream = 1; stream < 20; stream++) {
            if (log.find(key(stream)).isPresent() && !log.isStripped(key(stream))) {
                found.add(stream);
            }
        }
        return found;
    }

    private void write(int stream, long user) {
        log.written(key(stream), record(stream, user, "a"), 1, place());
    }

    private static StreamRecord record(int stream, long user, String claim) {
        List<Numbered> units = LongStream.rangeClosed(1, 1_000)
                .mapToObj(unit -> new Numbered(unit * 1_000_000_000L, 1))
                .toList();
        return new StreamRecord(
                id(stream),
                claim,
                A,
                owner(user),
                10,
                PackedSubscriptions.of(
                        List.of(new PackedSubscriptions.Group(FeedPosition.START, DeliveryMode.EVERY, units))),
                0,
                false,
                AreaRecord.NONE);
    }

    private static StreamRecord withArea(int stream) {
        AreaRecord area = new AreaRecord("x".repeat(3_000), List.of(), null);
        return new StreamRecord(id(stream), "a", A, owner(7), 1, PackedSubscriptions.NOTHING, 0, false, area);
    }

    private static Viewer owner(long user) {
        return new Viewer(user, "demo", Set.of("admin"), Set.of(1L, 2L), "session");
    }

    private Place place() {
        offset++;
        return new Place(offset, offset);
    }

    private static StreamId id(int stream) {
        return TestStreams.id(A, stream);
    }

    private static long key(int stream) {
        return stream;
    }
}
