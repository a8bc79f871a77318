package dev.fleetcast.access;

import java.time.Instant;

/**
 * What a device token says.
 *
 * @param device the label of the device it was issued for
 * @param expiresAt when it ends, and what was opened with it
 */
public record DeviceLogin(String device, Instant expiresAt) {}
