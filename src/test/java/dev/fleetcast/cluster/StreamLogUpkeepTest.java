package dev.fleetcast.cluster;

import static dev.fleetcast.cluster.TestStreams.A;
import static dev.fleetcast.cluster.TestStreams.B;
import static dev.fleetcast.cluster.TestStreams.id;
import static dev.fleetcast.cluster.TestStreams.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.cluster.StreamLog.Claimed;
import dev.fleetcast.cluster.topic.StreamsTopic.Claim;
import dev.fleetcast.cluster.topic.StreamsTopic.Place;
import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.replica.ReplicaId;
import dev.fleetcast.stream.spi.StreamTable.StreamRecord;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the log forgets, and which records their holder writes again. */
class StreamLogUpkeepTest {

    private static final long KEY = 17;

    private final StreamLog log = new StreamLog(3, new MemoryBudget(1_000_000, 1_000_000));

    @Test
    void beyondItsSizeForgetsTheLeastRecentStream() {
        for (int stream = 0; stream < 3; stream++) {
            write(stream, stream);
        }
        claim(0, "b", B, 3);

        write(3, 4);

        assertThat(log.find(1)).isEmpty();
        assertThat(List.of(log.find(0), log.find(2), log.find(3))).allMatch(found -> found.isPresent());
        assertThat(log.size()).isEqualTo(3);
        assertThat(log.dropped()).isEqualTo(1);
    }

    @Test
    void forgetsExpiredStreams() {
        write(0, 10);
        write(1, 20);
        write(2, 30);

        log.forgetOlderThan(Duration.ofMillis(10), 30);

        assertThat(log.find(0)).isEmpty();
        assertThat(log.find(1)).isPresent();
    }

    @Test
    void clockThatRunsAheadMakesNothingForgotten() {
        write(0, 10);
        write(1, 20);

        log.forgetOlderThan(Duration.ofMillis(15), 1_000_000);
        assertThat(log.size()).as("this machine's").isEqualTo(2);

        write(2, 1_000_000);
        log.forgetOlderThan(Duration.ofMillis(15), 22);
        assertThat(log.size()).as("Kafka's").isEqualTo(3);
    }

    @Test
    void holderRewritesARecordThatCompactionWouldLose() {
        StreamRecord second = record("b", B, 2);
        log.written(KEY, record("a", A, 1), 1, place(1));
        claim(KEY, "b", B, 2);
        log.written(KEY, second, 4, place(3));
        log.written(KEY, record("a", A, 9), 9, place(4));

        assertThat(rewrites(A)).isEmpty();
        assertThat(rewrites(B)).containsExactly(new StreamLog.Rewrite(second, 4));

        log.written(KEY, second, 4, place(5));
        assertThat(rewrites(B)).isEmpty();
    }

    @Test
    void holderOfNothingButAStaleRecordWritesItAgainUnderItsOwnClaim() {
        claim(KEY, "b", B, 2);
        log.written(KEY, record("a", A, 1), 5, place(3));

        assertThat(rewrites(B)).containsExactly(new StreamLog.Rewrite(record("b", B, 1), 0));
    }

    @Test
    void openStreamsOfTheHolderAreWrittenAgainBeforeTheyAreTooOld() {
        log.written(1, record(id(A, 1), "a", A, 1), 1, place(10));
        log.written(2, record(id(A, 2), "a", A, 1), 2, place(10));
        log.written(3, record(id(A, 3), "a", A, 1), 3, place(20));

        List<StreamLog.Rewrite> due = log.rewrites(A, key -> key != 2, Duration.ofMillis(10), 30, 10);

        assertThat(due).extracting(rewrite -> rewrite.record().streamId()).containsExactly(id(A, 1));
    }

    @Test
    void concurrentRewritesAreLimited() {
        for (int stream = 0; stream < 3; stream++) {
            write(stream, stream);
        }

        assertThat(log.rewrites(A, key -> true, Duration.ZERO, 100, 2)).hasSize(2);
    }

    private List<StreamLog.Rewrite> rewrites(ReplicaId holder) {
        return log.rewrites(holder, key -> true, Duration.ofDays(1), 0, 10);
    }

    private void write(long key, long at) {
        log.written(key, record(id(A, (int) key), "a", A, 1), 1, place(at));
    }

    /** A claim of a replica that has read everything before it. */
    private Claimed claim(long key, String token, ReplicaId holder, long at) {
        return log.claimed(key, new Claim(token, holder, at - 1), place(at));
    }

    private static Place place(long at) {
        return new Place(at, at);
    }
}
