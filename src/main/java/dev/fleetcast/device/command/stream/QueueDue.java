package dev.fleetcast.device.command.stream;

/**
 * Fired when commands that are kept for a device may be due: when the record of one has been read, and when the device's
 * stream has been opened here.
 *
 * @param coreid the device
 */
public record QueueDue(String coreid) {}
