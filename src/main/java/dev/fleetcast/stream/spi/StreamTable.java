package dev.fleetcast.stream.spi;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.replica.ReplicaId;
import dev.fleetcast.stream.event.StreamId;
import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/**
 * All streams with an owner, as known to all replicas: one Kafka log, whose order decides which replica holds a stream
 * and which writes count. Never blocks.
 */
@ThreadSafe
public interface StreamTable {

    /**
     * A stream in the log.
     *
     * @param record the last record written by the holder at that time
     * @param claim the token of the newest claim, or of the record if there was no later claim
     * @param holder the replica that owns the token
     */
    record Entry(StreamRecord record, String claim, ReplicaId holder) {}

    /**
     * This replica's hold on a stream.
     *
     * @param id the stream
     * @param replica this replica
     * @param token the token of the claim, see {@link #claim}
     */
    record Hold(StreamId id, ReplicaId replica, String token) {}

    /** The stream with that {@link StreamId#key}, as far as this replica has read the log. */
    Optional<Entry> find(long key);

    /**
     * Completes when this replica has read everything that was in the log at the time of the call. Fails if Kafka does
     * not answer within a few seconds.
     */
    Uni<Void> upToDate();

    /**
     * Takes over a stream from its current holder: after the claim's place in the log, writes under other tokens do not
     * count.
     *
     * @param token new, and unique to this claim
     * @return completes when the claim has been read back, with the stream at that place in the log; empty if there is
     *     no such stream. Fails if Kafka does not respond within a few seconds
     */
    Uni<Optional<StreamRecord>> claim(long key, String token);

    /**
     * Writes a stream to the log.
     *
     * @return completes when the record has been read back: false if another claim came first and the record does not
     *     count. Fails if Kafka does not respond within a few seconds
     */
    Uni<Boolean> write(StreamRecord written);

    /**
     * The state of a stream that outlives its connection, so that any replica can resume it. Immutable.
     *
     * @param streamId the stream
     * @param claim the token under which the writer holds the stream, see {@link StreamTable#claim}
     * @param holder the replica that wrote the record
     * @param owner the owner, with the rights at that time; current rights are checked wherever they matter
     * @param changes the number of changes of the subscriptions and the area so far
     * @param followed the subscriptions by token
     * @param reapings the number of consecutive pong timeouts without a single pong
     * @param ended whether the stream has ended for good
     * @param area the area
     */
    record StreamRecord(
            StreamId streamId,
            String claim,
            ReplicaId holder,
            Viewer owner,
            int changes,
            PackedSubscriptions followed,
            int reapings,
            boolean ended,
            AreaRecord area) {

        /** A copy that follows nothing. */
        public StreamRecord bare() {
            return new StreamRecord(
                    streamId,
                    claim,
                    holder,
                    owner,
                    changes,
                    PackedSubscriptions.NOTHING,
                    reapings,
                    ended,
                    AreaRecord.NONE);
        }
    }
}
