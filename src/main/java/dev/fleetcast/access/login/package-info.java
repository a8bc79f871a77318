/**
 * Logging in and out, and the sessions and password of the caller.
 *
 * <p>In reading order: {@code AuthResource}, {@code LoginGate}, {@code LoginLimits}, {@code OpenSessions}, {@code
 * SessionResource}, {@code OwnPasswordResource}.
 */
package dev.fleetcast.access.login;
