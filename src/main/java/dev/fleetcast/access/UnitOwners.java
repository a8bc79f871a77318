package dev.fleetcast.access;

import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.threading.ThreadSafe;
import java.util.OptionalLong;

/** Looks up the client of a unit, in memory. */
@ThreadSafe
public interface UnitOwners {

    /** The client the unit belongs to now; empty for an unknown unit. */
    OptionalLong clientOf(UnitId unit);
}
