package dev.fleetcast.stream;

import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.telemetry.Update;
import java.util.Optional;

/** Where a new subscription gets the unit's last known message from; safe for use by any thread, never blocks. */
@FunctionalInterface
public interface Snapshots {

    /**
     * The last known message, extended as of now. It must already show every update whose routing has begun, see {@link
     * Router#isFollowed}.
     */
    Optional<Update> of(UnitId unit);
}
