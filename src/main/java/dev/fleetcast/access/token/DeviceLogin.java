package dev.fleetcast.access.token;

import java.time.Instant;

/**
 * The content of a valid device token.
 *
 * @param device the label of the device the token was issued for
 * @param expiresAt when the token, and everything opened with it, ends
 */
public record DeviceLogin(String device, Instant expiresAt) {}
