package dev.fleetcast.cluster;

import dev.fleetcast.stream.ReplicaId;
import dev.fleetcast.stream.StreamId;
import dev.fleetcast.stream.StreamTable;
import dev.fleetcast.stream.StreamTable.Entry;
import java.util.Optional;
import java.util.function.Predicate;

/** Who holds which stream. */
final class StreamHolders {

    private final StreamTable table;
    private final Predicate<ReplicaId> isAlive;
    private final Predicate<StreamId> isGenuine;

    /** @param isGenuine whether a stream that has not been written down can be one */
    StreamHolders(StreamTable table, Predicate<ReplicaId> isAlive, Predicate<StreamId> isGenuine) {
        this.table = table;
        this.isAlive = isAlive;
        this.isGenuine = isGenuine;
    }

    /** The one replica where the stream may be open; empty when it can be open nowhere. */
    Optional<ReplicaId> of(StreamId stream) {
        Optional<Entry> entry = table.find(stream.key())
                .filter(found -> found.record().streamId().equals(stream));
        if (entry.isPresent()) {
            return entry.filter(found -> !found.record().ended())
                    .map(Entry::holder)
                    .filter(isAlive);
        }
        // It has not been written down yet, or has been made up.
        return Optional.of(stream).filter(isGenuine).map(StreamId::birthplace).filter(isAlive);
    }
}
