package dev.fleetcast.device;

import dev.fleetcast.telemetry.UnitId;

/**
 * A unit of the registry as a device.
 *
 * @param coreid its name on the wire
 * @param unit the registry's number
 * @param clientId the client that owns it
 * @param name the name given by its users
 * @param imei the modem's number, or null
 * @param serialNo the maker's number, or null
 * @param status such as {@code active}
 */
public record Device(
        Coreid coreid, UnitId unit, long clientId, String name, String imei, String serialNo, String status) {}
