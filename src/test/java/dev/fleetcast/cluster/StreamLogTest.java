package dev.fleetcast.cluster;

import static dev.fleetcast.cluster.TestStreams.A;
import static dev.fleetcast.cluster.TestStreams.B;
import static dev.fleetcast.cluster.TestStreams.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.cluster.StreamLog.Claimed;
import dev.fleetcast.cluster.topic.StreamsTopic.Claim;
import dev.fleetcast.cluster.topic.StreamsTopic.Place;
import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.replica.ReplicaId;
import dev.fleetcast.stream.spi.StreamTable.Entry;
import dev.fleetcast.stream.spi.StreamTable.StreamRecord;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StreamLogTest {

    private static final long KEY = 17;

    private final StreamLog log = new StreamLog(3, new MemoryBudget(1_000_000, 1_000_000));

    @Test
    void knowsNothingOfAStreamThatIsNotInTheLog() {
        assertThat(log.find(KEY)).isEmpty();
        assertThat(claim(KEY, "b", B, 1)).isEqualTo(new Claimed(true, Optional.empty()));
        assertThat(log.find(KEY)).isEmpty();
    }

    @Test
    void firstRecordOfAStreamCounts() {
        StreamRecord record = record("a", A, 1);

        assertThat(log.written(KEY, record, 1, place(1))).isTrue();

        assertThat(log.find(KEY)).contains(new Entry(record, "a", A));
    }

    @Test
    void holderReplacesItsRecord() {
        StreamRecord second = record("a", A, 2);
        log.written(KEY, record("a", A, 1), 1, place(1));

        assertThat(log.written(KEY, second, 2, place(2))).isTrue();

        assertThat(log.find(KEY)).contains(new Entry(second, "a", A));
    }

    @Test
    void claimReturnsTheRecordBeforeItAndNamesTheNewHolder() {
        StreamRecord record = record("a", A, 1);
        log.written(KEY, record, 1, place(1));

        assertThat(claim(KEY, "b", B, 2)).isEqualTo(new Claimed(true, Optional.of(record)));

        assertThat(log.find(KEY)).contains(new Entry(record, "b", B));
    }

    @Test
    void recordOfAFormerHolderAfterAClaimIsIgnored() {
        StreamRecord first = record("a", A, 1);
        log.written(KEY, first, 1, place(1));
        claim(KEY, "b", B, 2);

        assertThat(log.written(KEY, record("a", A, 2), 2, place(3))).isFalse();

        assertThat(log.find(KEY)).contains(new Entry(first, "b", B));
    }

    @Test
    void recordOfTheNewHolderCounts() {
        StreamRecord second = record("b", B, 2);
        log.written(KEY, record("a", A, 1), 9, place(1));
        claim(KEY, "b", B, 2);

        assertThat(log.written(KEY, second, 1, place(3))).isTrue();

        assertThat(log.find(KEY)).contains(new Entry(second, "b", B));
    }

    @Test
    void ofTwoClaimsTheLaterOneWins() {
        StreamRecord first = record("a", A, 1);
        log.written(KEY, first, 1, place(1));
        claim(KEY, "b", B, 2);

        assertThat(claim(KEY, "a2", A, 3)).isEqualTo(new Claimed(true, Optional.of(first)));

        assertThat(log.written(KEY, record("b", B, 2), 1, place(4))).isFalse();
        assertThat(log.find(KEY)).contains(new Entry(first, "a2", A));
    }

    @Test
    void claimUnawareOfANewerOneDoesNotCount() {
        StreamRecord record = record("a", A, 1);
        log.written(KEY, record, 1, place(1));
        claim(KEY, "b", B, 5);

        assertThat(log.claimed(KEY, new Claim("late", A, 1), place(9)))
                .isEqualTo(new Claimed(false, Optional.of(record)));

        assertThat(log.find(KEY)).contains(new Entry(record, "b", B));
        assertThat(log.written(KEY, record("late", A, 2), 2, place(10))).isFalse();
        assertThat(log.written(KEY, record("b", B, 2), 1, place(11))).isTrue();
    }

    @Test
    void claimThatLostIsMadeAgainWithWhatHasBeenReadSince() {
        log.written(KEY, record("a", A, 1), 1, place(1));
        claim(KEY, "b", B, 5);
        log.claimed(KEY, new Claim("late", A, 1), place(9));

        assertThat(log.lastRead(KEY)).isEqualTo(9);
        assertThat(log.claimed(KEY, new Claim("late", A, log.lastRead(KEY)), place(10))
                        .counts())
                .isTrue();
    }

    @Test
    void claimsCountDespiteASkewedKafkaClock() {
        StreamRecord record = record("a", A, 1);
        log.written(KEY, record, 1, new Place(1, 100_000));

        assertThat(log.claimed(KEY, new Claim("b", B, 1), new Place(2, 40_000)).counts())
                .as("60 s back")
                .isTrue();
        assertThat(log.claimed(KEY, new Claim("a2", A, 2), new Place(3, 200_000))
                        .counts())
                .as("160 s ahead")
                .isTrue();
        assertThat(log.find(KEY)).contains(new Entry(record, "a2", A));
    }

    @Test
    void claimInARecreatedLogCounts() {
        log.written(KEY, record("a", A, 1), 1, place(900));
        claim(KEY, "b", B, 901);

        assertThat(log.claimed(KEY, new Claim("a2", A, -1), place(3)).counts()).isTrue();
    }

    @Test
    void holderClaimsAgainWhereAClaimThatDoesNotCountWouldSurviveCompaction() {
        log.written(KEY, record("a", A, 1), 1, place(1));
        claim(KEY, "b", B, 5);
        log.claimed(KEY, new Claim("late", A, 1), place(9));

        assertThat(log.reclaims(A)).isEmpty();
        assertThat(log.reclaims(B)).isEqualTo(Map.of(KEY, new Claim("b", B, 9)));

        assertThat(log.claimed(KEY, new Claim("b", B, 9), place(10)).counts()).isTrue();
        assertThat(log.reclaims(B)).isEmpty();
    }

    @Test
    void sameReplicaUnderAnOlderClaimIsAFormerHolderToo() {
        log.written(KEY, record("a", A, 1), 1, place(1));
        claim(KEY, "a2", A, 2);

        assertThat(log.written(KEY, record("a", A, 2), 2, place(3))).isFalse();
    }

    @Test
    void olderRecordOfTheHolderDoesNotReplaceANewerOne() {
        StreamRecord second = record("a", A, 2);
        log.written(KEY, second, 2, place(1));

        assertThat(log.written(KEY, record("a", A, 1), 1, place(2))).isTrue();

        assertThat(log.find(KEY)).contains(new Entry(second, "a", A));
    }

    @Test
    void readsWhatCompactionLeavesOfAHolderThatWroteAfterItsClaim() {
        StreamRecord second = record("b", B, 2);

        claim(KEY, "b", B, 2);
        log.written(KEY, second, 1, place(3));

        assertThat(log.find(KEY)).contains(new Entry(second, "b", B));
    }

    @Test
    void readsWhatCompactionLeavesOfAClaimThatNothingWasWrittenUnder() {
        StreamRecord first = record("a", A, 1);
        log.written(KEY, first, 1, place(1));

        claim(KEY, "c", B, 4);

        assertThat(log.find(KEY)).contains(new Entry(first, "c", B));
    }

    @Test
    void takesTheOnlyRecordThatIsLeftWhateverItsClaimButDoesNotSayThatItsWriterHolds() {
        StreamRecord stale = record("a", A, 1);
        claim(KEY, "b", B, 2);

        assertThat(log.written(KEY, stale, 5, place(3))).isFalse();

        assertThat(log.find(KEY)).contains(new Entry(stale, "b", B));
        assertThat(log.written(KEY, record("b", B, 2), 1, place(4))).isTrue();
    }

    @Test
    void removedStreamIsGoneAndMayStartAgain() {
        log.written(KEY, record("a", A, 1), 1, place(1));

        log.removed(KEY);

        assertThat(log.find(KEY)).isEmpty();
        assertThat(log.written(KEY, record("x", B, 1), 1, place(2))).isTrue();
    }

    /** A claim of a replica that has read everything before it. */
    private Claimed claim(long key, String token, ReplicaId holder, long at) {
        return log.claimed(key, new Claim(token, holder, at - 1), place(at));
    }

    private static Place place(long at) {
        return new Place(at, at);
    }
}
