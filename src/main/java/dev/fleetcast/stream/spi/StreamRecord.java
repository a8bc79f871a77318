package dev.fleetcast.stream.spi;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.replica.ReplicaId;
import dev.fleetcast.stream.event.StreamId;
import java.util.List;

/**
 * The state of a stream that outlives its connection, so that any replica can resume it. Immutable.
 *
 * @param streamId the stream
 * @param claim the token under which the writer holds the stream, see {@link StreamTable#claim}
 * @param holder the replica that wrote the record
 * @param owner the owner, with the rights at that time; current rights are checked wherever they matter
 * @param changes the number of subscriptions made on the stream so far
 * @param followed the subscriptions
 * @param reapings the number of consecutive pong timeouts without a single pong
 * @param ended whether the stream has ended for good
 */
public record StreamRecord(
        StreamId streamId,
        String claim,
        ReplicaId holder,
        Viewer owner,
        int changes,
        PackedSubscriptions followed,
        int reapings,
        boolean ended) {

    /** Packs the subscriptions. */
    public StreamRecord(
            StreamId streamId,
            String claim,
            ReplicaId holder,
            Viewer owner,
            int changes,
            List<PackedSubscriptions.Group> followed,
            int reapings,
            boolean ended) {
        this(streamId, claim, holder, owner, changes, PackedSubscriptions.of(followed), reapings, ended);
    }

    /** A copy with other subscriptions. */
    public StreamRecord following(PackedSubscriptions other) {
        return new StreamRecord(streamId, claim, holder, owner, changes, other, reapings, ended);
    }
}
