package dev.fleetcast.ingest;

import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.stream.event.Update;
import dev.fleetcast.telemetry.LastKnownPositions.LastKnown;
import dev.fleetcast.threading.ThreadSafe;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;

/**
 * The snapshots that were made a moment ago: a vehicle that enters the areas of many streams is decoded and extended once
 * for all of them. Bounded in number and in bytes: a snapshot takes the place of another one, and large ones are not kept.
 */
@ThreadSafe
final class RecentSnapshots {

    private static final int PLACES = 1_024;
    private static final int MOST_BYTES = 4_096;
    /** What a message says of its trip may change while the message does not. */
    private static final long LIFE = Duration.ofSeconds(1).toNanos();

    private final AtomicReferenceArray<Kept> places = new AtomicReferenceArray<>(PLACES);
    private final LongSupplier nanoTime;

    /**
     * @param last what the snapshot was made of, which another message replaces
     * @param unit likewise; the registry makes another one of each unit when it changes
     */
    private record Kept(LastKnown last, FleetUnit unit, long madeAt, Update snapshot) {}

    RecentSnapshots(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Returns the snapshot of this message and unit, if one was made within the last second. */
    Optional<Update> of(LastKnown last, FleetUnit unit) {
        Kept kept = places.get(place(unit));
        return kept != null && kept.last() == last && kept.unit() == unit && nanoTime.getAsLong() - kept.madeAt() < LIFE
                ? Optional.of(kept.snapshot())
                : Optional.empty();
    }

    /** Keeps the snapshot, unless it is large, and returns it. */
    Update keep(LastKnown last, FleetUnit unit, Update snapshot) {
        if (snapshot.extended().length <= MOST_BYTES) {
            places.set(place(unit), new Kept(last, unit, nanoTime.getAsLong(), snapshot));
        }
        return snapshot;
    }

    private static int place(FleetUnit unit) {
        return (int) (unit.id().value() % PLACES);
    }
}
