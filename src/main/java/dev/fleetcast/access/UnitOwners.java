package dev.fleetcast.access;

import dev.fleetcast.telemetry.UnitId;
import java.util.OptionalLong;

/** Tells whose a unit is, from memory; safe for use by any thread. */
public interface UnitOwners {

    /** The client the unit belongs to now; empty when there is no such unit. */
    OptionalLong clientOf(UnitId unit);
}
