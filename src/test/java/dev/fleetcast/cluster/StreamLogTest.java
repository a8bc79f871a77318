package dev.fleetcast.cluster;

import static dev.fleetcast.cluster.TestStreams.A;
import static dev.fleetcast.cluster.TestStreams.B;
import static dev.fleetcast.cluster.TestStreams.id;
import static dev.fleetcast.cluster.TestStreams.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.stream.ReplicaId;
import dev.fleetcast.stream.StreamRecord;
import dev.fleetcast.stream.StreamTable.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamLogTest {

    private static final long KEY = 17;

    private final StreamLog log = new StreamLog(3);

    @Test
    void knowsNothingOfAStreamThatIsNotInTheLog() {
        assertThat(log.find(KEY)).isEmpty();
        assertThat(log.claimed(KEY, "b", B, 1)).isEmpty();
        assertThat(log.find(KEY)).isEmpty();
    }

    @Test
    void firstRecordOfAStreamCounts() {
        StreamRecord record = record("a", A, 1);

        assertThat(log.written(KEY, record, 1, 1)).isTrue();

        assertThat(log.find(KEY)).contains(new Entry(record, "a", A));
    }

    @Test
    void holderReplacesItsRecord() {
        StreamRecord second = record("a", A, 2);
        log.written(KEY, record("a", A, 1), 1, 1);

        assertThat(log.written(KEY, second, 2, 2)).isTrue();

        assertThat(log.find(KEY)).contains(new Entry(second, "a", A));
    }

    @Test
    void claimTellsTheRecordBeforeItAndNamesTheNewHolder() {
        StreamRecord record = record("a", A, 1);
        log.written(KEY, record, 1, 1);

        assertThat(log.claimed(KEY, "b", B, 2)).contains(record);

        assertThat(log.find(KEY)).contains(new Entry(record, "b", B));
    }

    @Test
    void whatTheFormerHolderWritesAfterAClaimDoesNotCount() {
        StreamRecord first = record("a", A, 1);
        log.written(KEY, first, 1, 1);
        log.claimed(KEY, "b", B, 2);

        assertThat(log.written(KEY, record("a", A, 2), 2, 3)).isFalse();

        assertThat(log.find(KEY)).contains(new Entry(first, "b", B));
    }

    @Test
    void whatTheNewHolderWritesCounts() {
        StreamRecord second = record("b", B, 2);
        log.written(KEY, record("a", A, 1), 9, 1);
        log.claimed(KEY, "b", B, 2);

        assertThat(log.written(KEY, second, 1, 3)).isTrue();

        assertThat(log.find(KEY)).contains(new Entry(second, "b", B));
    }

    @Test
    void ofTwoClaimsTheLaterOneWins() {
        StreamRecord first = record("a", A, 1);
        log.written(KEY, first, 1, 1);
        log.claimed(KEY, "b", B, 2);

        assertThat(log.claimed(KEY, "a2", A, 3)).contains(first);

        assertThat(log.written(KEY, record("b", B, 2), 1, 4)).isFalse();
        assertThat(log.find(KEY)).contains(new Entry(first, "a2", A));
    }

    @Test
    void sameReplicaUnderAnOlderClaimIsAFormerHolderToo() {
        log.written(KEY, record("a", A, 1), 1, 1);
        log.claimed(KEY, "a2", A, 2);

        assertThat(log.written(KEY, record("a", A, 2), 2, 3)).isFalse();
    }

    @Test
    void olderRecordOfTheHolderDoesNotReplaceANewerOne() {
        StreamRecord second = record("a", A, 2);
        log.written(KEY, second, 2, 1);

        assertThat(log.written(KEY, record("a", A, 1), 1, 2)).isTrue();

        assertThat(log.find(KEY)).contains(new Entry(second, "a", A));
    }

    @Test
    void readsWhatCompactionLeavesOfAHolderThatWroteAfterItsClaim() {
        StreamRecord second = record("b", B, 2);

        log.claimed(KEY, "b", B, 2);
        log.written(KEY, second, 1, 3);

        assertThat(log.find(KEY)).contains(new Entry(second, "b", B));
    }

    @Test
    void readsWhatCompactionLeavesOfAClaimThatNothingWasWrittenUnder() {
        StreamRecord first = record("a", A, 1);
        log.written(KEY, first, 1, 1);

        log.claimed(KEY, "c", B, 4);

        assertThat(log.find(KEY)).contains(new Entry(first, "c", B));
    }

    @Test
    void takesTheOnlyRecordThatIsLeftWhateverItsClaimButDoesNotSayThatItsWriterHolds() {
        StreamRecord stale = record("a", A, 1);
        log.claimed(KEY, "b", B, 2);

        assertThat(log.written(KEY, stale, 5, 3)).isFalse();

        assertThat(log.find(KEY)).contains(new Entry(stale, "b", B));
        assertThat(log.written(KEY, record("b", B, 2), 1, 4)).isTrue();
    }

    @Test
    void removedStreamIsGoneAndMayBeginAnew() {
        log.written(KEY, record("a", A, 1), 1, 1);

        log.removed(KEY);

        assertThat(log.find(KEY)).isEmpty();
        assertThat(log.written(KEY, record("x", B, 1), 1, 2)).isTrue();
    }

    @Test
    void beyondItsSizeForgetsWhatWasHeardOfLeastRecently() {
        for (int stream = 0; stream < 3; stream++) {
            write(stream, stream);
        }
        log.claimed(0, "b", B, 3);

        write(3, 4);

        assertThat(log.find(1)).isEmpty();
        assertThat(List.of(log.find(0), log.find(2), log.find(3))).allMatch(found -> found.isPresent());
        assertThat(log.size()).isEqualTo(3);
        assertThat(log.dropped()).isEqualTo(1);
    }

    @Test
    void forgetsWhatIsTooOld() {
        write(0, 10);
        write(1, 20);

        log.forgetBefore(20);

        assertThat(log.find(0)).isEmpty();
        assertThat(log.find(1)).isPresent();
    }

    @Test
    void holderWritesAgainWhatAFormerHolderWouldHaveCompactedAway() {
        StreamRecord second = record("b", B, 2);
        log.written(KEY, record("a", A, 1), 1, 1);
        log.claimed(KEY, "b", B, 2);
        log.written(KEY, second, 4, 3);
        log.written(KEY, record("a", A, 9), 9, 4);

        assertThat(rewrites(A)).isEmpty();
        assertThat(rewrites(B)).containsExactly(new StreamLog.Rewrite(second, 4));

        log.written(KEY, second, 4, 5);
        assertThat(rewrites(B)).isEmpty();
    }

    @Test
    void holderOfNothingButAStaleRecordWritesItAgainUnderItsOwnClaim() {
        log.claimed(KEY, "b", B, 2);
        log.written(KEY, record("a", A, 1), 5, 3);

        assertThat(rewrites(B)).containsExactly(new StreamLog.Rewrite(record("b", B, 1), 0));
    }

    @Test
    void openStreamsOfTheHolderAreWrittenAgainBeforeTheyAreTooOld() {
        log.written(1, record(id(A, 1), "a", A, 1), 1, 10);
        log.written(2, record(id(A, 2), "a", A, 1), 2, 10);
        log.written(3, record(id(A, 3), "a", A, 1), 3, 20);

        List<StreamLog.Rewrite> due = log.rewrites(A, key -> key != 2, 20, 10);

        assertThat(due).extracting(rewrite -> rewrite.record().streamId()).containsExactly(id(A, 1));
    }

    @Test
    void onlySoManyAreWrittenAgainAtOnce() {
        for (int stream = 0; stream < 3; stream++) {
            write(stream, stream);
        }

        assertThat(log.rewrites(A, key -> true, 100, 2)).hasSize(2);
    }

    private List<StreamLog.Rewrite> rewrites(ReplicaId holder) {
        return log.rewrites(holder, key -> true, 0, 10);
    }

    private void write(long key, long at) {
        log.written(key, record(id(A, (int) key), "a", A, 1), 1, at);
    }
}
