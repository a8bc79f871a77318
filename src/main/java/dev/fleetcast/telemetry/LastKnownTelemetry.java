package dev.fleetcast.telemetry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.threading.ThreadSafe;
import java.util.Optional;

/** The last known messages of units on this replica. */
@ThreadSafe
public interface LastKnownTelemetry {

    /**
     * Returns the unit's newest valid {@code gps} message with a position, extended with the current data of the
     * registry.
     */
    Optional<ObjectNode> extended(UnitId unit);
}
