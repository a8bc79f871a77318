/**
 * Access tokens: opaque, long-lived, revocable. Those of service accounts have a name and are good wherever a login is;
 * those without are good for the device API.
 *
 * <p>In reading order: {@code AccessToken}, {@code AccessTokens}, {@code TokenStore}, {@code TokenHash}, {@code
 * HeldTokens}, {@code ServiceTokenResource}, {@code ServiceTokens}.
 */
package dev.fleetcast.access.opaque;
