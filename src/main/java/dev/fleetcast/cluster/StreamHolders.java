package dev.fleetcast.cluster;

import dev.fleetcast.replica.ReplicaId;
import dev.fleetcast.stream.event.StreamId;
import dev.fleetcast.stream.spi.StreamTable;
import dev.fleetcast.stream.spi.StreamTable.Entry;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds the holders of streams. */
final class StreamHolders {

    private final StreamTable table;
    private final Predicate<ReplicaId> isAlive;
    private final Predicate<StreamId> isGenuine;

    /** @param isGenuine whether the id of an unsaved stream is authentic */
    StreamHolders(StreamTable table, Predicate<ReplicaId> isAlive, Predicate<StreamId> isGenuine) {
        this.table = table;
        this.isAlive = isAlive;
        this.isGenuine = isGenuine;
    }

    /** The only replica where the stream may be open; empty if it cannot be open anywhere. */
    Optional<ReplicaId> of(StreamId stream) {
        Optional<Entry> entry = table.find(stream.key())
                .filter(found -> found.record().streamId().equals(stream));
        if (entry.isPresent()) {
            return entry.filter(found -> !found.record().ended())
                    .map(Entry::holder)
                    .filter(isAlive);
        }
        // The stream is not saved yet, or its id is forged.
        return Optional.of(stream).filter(isGenuine).map(StreamId::birthplace).filter(isAlive);
    }
}
