package dev.fleetcast.access;

import dev.fleetcast.telemetry.UnitId;
import java.util.OptionalLong;

/** Which client a unit belongs to. Answers from memory and from any thread. */
public interface UnitOwners {

    /** The client that owns the unit; empty when there is no such unit. */
    OptionalLong clientOf(UnitId unit);
}
