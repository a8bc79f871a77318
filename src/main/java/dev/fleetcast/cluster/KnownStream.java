package dev.fleetcast.cluster;

import dev.fleetcast.cluster.StreamsTopic.Place;
import dev.fleetcast.stream.PackedSubscriptions;
import dev.fleetcast.stream.ReplicaId;
import dev.fleetcast.stream.StreamRecord;
import java.util.Optional;

/**
 * A stream as {@link StreamLog} remembers it. Immutable.
 *
 * @param record null when only a claim has been read
 * @param stripped whether what it follows has been forgotten for want of room; who holds it, whose it is and whether it is over
 *     is known still
 * @param claim the token of the claim that counts
 * @param holder the replica the token belongs to
 * @param claimedAt the offset of the claim that counts; -1 when the record is all that has been read
 * @param serial of the record, among those of its claim
 * @param last where the newest of its records stands that has been read, whether it counts or not
 */
record KnownStream(
        StreamRecord record,
        boolean stripped,
        String claim,
        ReplicaId holder,
        long claimedAt,
        long serial,
        Place last) {

    /** The stream as it can be taken up again; empty when that is not known, or no more. */
    Optional<StreamRecord> resumable() {
        return Optional.ofNullable(record).filter(known -> !stripped);
    }

    KnownStream seenAt(Place place) {
        return new KnownStream(record, stripped, claim, holder, claimedAt, serial, place);
    }

    KnownStream strip() {
        StreamRecord bare = record.following(PackedSubscriptions.NOTHING);
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
                record.ended());
    }
}
