package dev.fleetcast.access;

import dev.fleetcast.threading.ThreadSafe;
import java.time.Instant;
import java.util.OptionalLong;

/** Looks up the clients of devices, in memory. A number is an IMEI, a serial number or the id of a unit. */
@ThreadSafe
public interface DeviceOwners {

    /** The client that the device belongs to now; empty for a number that no unit has. */
    OptionalLong ownerOf(String number);

    /** Whether a client other than this one has had the number since that time, as far as changes are remembered. */
    boolean hadOther(String number, long client, Instant since);
}
