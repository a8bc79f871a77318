package dev.fleetcast.stream;

import dev.fleetcast.access.Viewer;
import java.util.List;

/**
 * What outlives the connection of a stream, so that any replica can take it up again. Immutable.
 *
 * @param streamId the stream
 * @param claim the token under which the writer holds the stream, see {@link StreamTable#claim}
 * @param holder the replica that wrote this
 * @param owner whose stream it is, with the rights at that time: today's are asked for whenever they matter
 * @param changes how many subscriptions have been made on the stream so far
 * @param followed what it follows
 * @param reapings how many times in a row it was reaped without a single pong
 * @param ended whether it is over for good
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

    /** Packs what is followed. */
    public StreamRecord(
            StreamId streamId,
            String claim,
            ReplicaId holder,
            Viewer owner,
            int changes,
            List<FollowedSince> followed,
            int reapings,
            boolean ended) {
        this(streamId, claim, holder, owner, changes, PackedSubscriptions.of(followed), reapings, ended);
    }

    /** The same stream, following something else. */
    public StreamRecord following(PackedSubscriptions other) {
        return new StreamRecord(streamId, claim, holder, owner, changes, other, reapings, ended);
    }
}
