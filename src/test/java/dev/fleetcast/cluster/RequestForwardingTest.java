package dev.fleetcast.cluster;

import static dev.fleetcast.cluster.TestStreams.A;
import static dev.fleetcast.cluster.TestStreams.B;
import static dev.fleetcast.cluster.TestStreams.STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.cluster.topic.StreamsTopic.Claim;
import dev.fleetcast.cluster.topic.StreamsTopic.Place;
import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.replica.ReplicaId;
import dev.fleetcast.stream.event.StreamId;
import dev.fleetcast.stream.spi.StreamRequest;
import dev.fleetcast.stream.spi.StreamTable;
import dev.fleetcast.stream.spi.StreamTable.StreamRecord;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestForwardingTest {

    private static final ReplicaId ME = new ReplicaId("MMMMMM");
    private static final StreamRequest.Reply DONE = new StreamRequest.Reply(true, List.of());

    private boolean genuine = true;
    private final StreamLog log = new StreamLog(10, new MemoryBudget(1_000_000, 1_000_000));
    private final Set<ReplicaId> alive = new HashSet<>(Set.of(ME, A, B));
    private final List<ReplicaId> asked = new ArrayList<>();
    private StreamRequest.Reply answer = DONE;
    private Runnable meanwhile = () -> {};
    private Runnable read = () -> {};
    private final RequestForwarding passing = new RequestForwarding(
            new RequestForwarding.Known(ME, new LogTable(), alive::contains, stream -> genuine),
            call -> ask(ME),
            (holder, call) -> ask(holder),
            asked -> Uni.createFrom().voidItem().invoke(() -> read.run()));

    private final class LogTable implements StreamTable {

        @Override
        public Optional<Entry> find(long key) {
            return log.find(key);
        }

        @Override
        public Uni<Void> upToDate() {
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Optional<StreamRecord>> claim(long key, String token) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Boolean> write(StreamRecord written) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void inventedStreamIsNotFoundWithoutAskingAReplica() {
        genuine = false;

        assertThat(pass()).isEqualTo(StreamRequest.Reply.NOT_FOUND);

        assertThat(asked).isEmpty();
    }

    @Test
    void streamThatHasBeenWrittenDownNeedsNoCode() {
        genuine = false;
        write("a", A, false);

        assertThat(pass()).isEqualTo(DONE);
    }

    @Test
    void streamWithoutARecordIsLookedUpAtItsBirthplace() {
        assertThat(pass()).isEqualTo(DONE);

        assertThat(asked).containsExactly(A);
    }

    @Test
    void streamIsWithWhoClaimedItLast() {
        write("a", A, false);
        log.claimed(STREAM.key(), new Claim("b", B, 1), new Place(2, 2));

        pass();

        assertThat(asked).containsExactly(B);
    }

    @Test
    void waitsForAClaimThatIsNotReadYet() {
        write("a", A, false);
        alive.remove(A);
        read = () -> log.claimed(STREAM.key(), new Claim("b", B, 1), new Place(2, 2));

        assertThat(pass()).isEqualTo(DONE);

        assertThat(asked).containsExactly(B);
    }

    @Test
    void waitsForAReplicaThatIsNotKnownYet() {
        alive.remove(A);
        read = () -> alive.add(A);

        assertThat(pass()).isEqualTo(DONE);

        assertThat(asked).containsExactly(A);
    }

    @Test
    void noReplicaIsAskedIfTheHolderIsDead() {
        write("b", B, false);
        alive.remove(B);

        assertThat(pass()).isEqualTo(StreamRequest.Reply.NOT_FOUND);

        assertThat(asked).isEmpty();
    }

    @Test
    void noReplicaIsAskedIfTheBirthplaceIsGone() {
        alive.remove(A);

        assertThat(pass()).isEqualTo(StreamRequest.Reply.NOT_FOUND);

        assertThat(asked).isEmpty();
    }

    @Test
    void noReplicaIsAskedForAnEndedStream() {
        write("a", A, true);

        assertThat(pass()).isEqualTo(StreamRequest.Reply.NOT_FOUND);

        assertThat(asked).isEmpty();
    }

    @Test
    void streamOfThisReplicaIsAskedForHere() {
        write("m", ME, false);

        pass();

        assertThat(asked).containsExactly(ME);
    }

    @Test
    void newHolderIsAskedWhenTheStreamMovedMeanwhile() {
        write("a", A, false);
        answer = StreamRequest.Reply.NOT_FOUND;
        meanwhile = () -> {
            log.claimed(STREAM.key(), new Claim("b", B, 1), new Place(2, 2));
            answer = DONE;
            meanwhile = () -> {};
        };

        assertThat(pass()).isEqualTo(DONE);

        assertThat(asked).containsExactly(A, B);
    }

    @Test
    void holderThatDoesNotKnowTheStreamIsBelieved() {
        write("a", A, false);
        answer = StreamRequest.Reply.NOT_FOUND;

        assertThat(pass()).isEqualTo(StreamRequest.Reply.NOT_FOUND);

        assertThat(asked).containsExactly(A);
    }

    @Test
    void anotherStreamOfTheSameKeyDoesNotMatter() {
        StreamId other = TestStreams.id(B, 2);
        log.written(STREAM.key(), TestStreams.record(other, "b", B, 1), 1, new Place(1, 1));

        pass();

        assertThat(asked).containsExactly(A);
    }

    private StreamRequest.Reply pass() {
        return passing.pass(new StreamRequest(StreamRequest.Kind.PONG, STREAM, null, List.of()))
                .await()
                .indefinitely();
    }

    private Uni<StreamRequest.Reply> ask(ReplicaId holder) {
        asked.add(holder);
        StreamRequest.Reply told = answer;
        meanwhile.run();
        return Uni.createFrom().item(told);
    }

    private void write(String claim, ReplicaId holder, boolean ended) {
        StreamRecord record = TestStreams.record(claim, holder, 1);
        log.written(
                STREAM.key(),
                new StreamRecord(
                        STREAM,
                        claim,
                        holder,
                        record.owner(),
                        record.changes(),
                        record.followed(),
                        0,
                        ended,
                        record.area()),
                1,
                new Place(1, 1));
    }
}
