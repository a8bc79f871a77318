package dev.fleetcast.stream;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/**
 * What all replicas know of all streams that have an owner: one log in Kafka, whose order decides who holds a stream and
 * which write counts. Safe for use by any thread; never blocks.
 */
public interface StreamTable {

    /**
     * A stream as the log has it.
     *
     * @param record what was last written by whoever held the stream at that time
     * @param claim the token of the newest claim or, if nobody claimed it since, of the record
     * @param holder the replica the token belongs to
     */
    record Entry(StreamRecord record, String claim, ReplicaId holder) {}

    /** The stream of that {@link StreamId#key}, as far as the log has been read here. */
    Optional<Entry> find(long key);

    /**
     * Completes when everything that was in the log when this was asked for is known here. Fails when Kafka does not answer
     * within a few seconds.
     */
    Uni<Void> upToDate();

    /**
     * Takes a stream over, whoever holds it: from the place of the claim in the log on, nothing written under another token
     * counts.
     *
     * @param token new, and of this claim only
     * @return completes when the claim has been read back, with the stream as it was at that place in the log; empty when
     *     there is no such stream. Fails when Kafka does not answer within a few seconds
     */
    Uni<Optional<StreamRecord>> claim(long key, String token);

    /**
     * Writes down a stream.
     *
     * @return completes when the record has been read back: with false when another claim came first and it does not count.
     *     Fails when Kafka does not answer within a few seconds
     */
    Uni<Boolean> write(StreamRecord written);
}
