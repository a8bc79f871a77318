package dev.fleetcast.stream.spi;

import dev.fleetcast.stream.event.Update;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.threading.ThreadSafe;
import java.util.Optional;

/** Provides the last known message of a unit to a new subscription. Never blocks. */
@ThreadSafe
@FunctionalInterface
public interface Snapshots {

    /**
     * The last known message, extended as of now. Must already include every update whose routing has begun, see
     * {@link FeedItem.Batch}.
     */
    Optional<Update> of(UnitId unit);
}
