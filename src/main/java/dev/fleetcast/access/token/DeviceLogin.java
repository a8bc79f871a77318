package dev.fleetcast.access.token;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * The content of a valid device token.
 *
 * @param device the label of the device the token was issued for
 * @param owner the client that the device belonged to when the token was issued; empty if it was not registered
 * @param issuedAt when the token was issued, in whole seconds
 * @param expiresAt when the token, and everything opened with it, ends
 */
public record DeviceLogin(String device, OptionalLong owner, Instant issuedAt, Instant expiresAt) {}
