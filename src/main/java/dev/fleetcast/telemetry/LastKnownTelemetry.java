package dev.fleetcast.telemetry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The last known messages of units on this replica; safe for use by any thread. */
public interface LastKnownTelemetry {

    /**
     * Returns the unit's newest valid {@code gps} message with a position, extended with the current data of the
     * registry.
     */
    Optional<ObjectNode> extended(UnitId unit);
}
