package dev.fleetcast.cluster;

import dev.fleetcast.cluster.topic.StreamsTopic.Place;
import dev.fleetcast.replica.ReplicaId;
import dev.fleetcast.stream.spi.StreamTable.StreamRecord;
import java.util.Optional;

/**
 * A stream as {@link StreamLog} remembers it. Immutable.
 *
 * @param record null if only a claim has been read
 * @param stripped whether its subscriptions were discarded for lack of room; holder, owner and end are still known
 * @param claim the token of the valid claim
 * @param holder the replica that owns the token
 * @param claimedAt the offset of the valid claim; -1 if only the record has been read
 * @param serial the number of the record among those of its claim
 * @param last the place of its newest record or claim, valid or not
 */
record KnownStream(
        StreamRecord record,
        boolean stripped,
        String claim,
        ReplicaId holder,
        long claimedAt,
        long serial,
        Place last) {

    /** The stream as it can be resumed; empty if its subscriptions are unknown. */
    Optional<StreamRecord> resumable() {
        return Optional.ofNullable(record).filter(known -> !stripped);
    }

    KnownStream seenAt(Place place) {
        return new KnownStream(record, stripped, claim, holder, claimedAt, serial, place);
    }

    KnownStream strip() {
        StreamRecord bare = record.bare();
        return new KnownStream(bare, true, claim, holder, claimedAt, serial, last);
    }

    /** The record as its holder would write it now. */
    StreamRecord current() {
        return new StreamRecord(
                record.streamId(),
                claim,
                holder,
                record.owner(),
                record.changes(),
                record.followed(),
                record.reapings(),
                record.ended(),
                record.area());
    }
}
