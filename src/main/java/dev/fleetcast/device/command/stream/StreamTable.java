package dev.fleetcast.device.command.stream;

import dev.fleetcast.replica.ReplicaId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;

/**
 * Every device's newest command stream, according to the log that all replicas read: the stream that was opened last
 * counts. Safe for use by any thread; {@link #heard} by one.
 */
final class StreamTable {

    private final ConcurrentMap<String, StreamRecord> streams = new ConcurrentHashMap<>();
    private final Duration absence;

    /** @param absence after which time without a stream a device is offline */
    StreamTable(Duration absence) {
        this.absence = absence;
    }

    /** Takes a record in. That an older stream has closed changes nothing. */
    void heard(String coreid, StreamRecord record) {
        streams.merge(
                coreid, record, (known, told) -> told.open() || known.stream().equals(told.stream()) ? told : known);
    }

    /** Removes a device. */
    void removed(String coreid) {
        streams.remove(coreid);
    }

    /** What is known of the device's stream. */
    Optional<StreamRecord> of(String coreid) {
        return Optional.ofNullable(streams.get(coreid));
    }

    /** The replica that holds the device's stream. */
    Optional<String> holder(String coreid, Predicate<ReplicaId> isAlive) {
        return of(coreid)
                .filter(StreamRecord::open)
                .map(StreamRecord::replica)
                .filter(replica -> isAlive.test(new ReplicaId(replica)));
    }

    /**
     * The records that this replica should write now: streams of dead replicas are closed, and what has not been
     * reported is.
     *
     * @param isMine whether this replica speaks for the streams of that one
     */
    Map<String, StreamRecord> overdue(Instant now, Predicate<String> isMine, Predicate<ReplicaId> isAlive) {
        Map<String, StreamRecord> changes = new HashMap<>();
        streams.forEach((coreid, known) -> {
            if (!isMine.test(known.replica())) {
                return;
            }
            if (known.open() && !isAlive.test(new ReplicaId(known.replica()))) {
                changes.put(coreid, known.closed(now));
            } else if (known.open() && !known.online()) {
                changes.put(coreid, known.reported(true));
            } else if (!known.open() && known.online() && isAbsent(known, now)) {
                changes.put(coreid, known.reported(false));
            }
        });
        return changes;
    }

    private boolean isAbsent(StreamRecord known, Instant now) {
        return !now.isBefore(Instant.ofEpochMilli(known.at()).plus(absence));
    }

    /** The number of open streams, over all replicas. */
    int open() {
        return (int) streams.values().stream().filter(StreamRecord::open).count();
    }
}
