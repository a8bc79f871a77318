package dev.fleetcast.telemetry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The last known message of each unit, as this replica has it; safe for use by any thread. */
public interface LastKnownTelemetry {

    /** The newest valid {@code gps} message of the unit that has a position, extended with what the registry knows now. */
    Optional<ObjectNode> extended(UnitId unit);
}
