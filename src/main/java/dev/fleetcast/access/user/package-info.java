/**
 * Users and clients: stored, in memory, administered.
 *
 * <p>In reading order: {@code User}, {@code Client}, {@code UserDirectory}, {@code Account}, {@code ExternalUsers},
 * {@code Passwords}, {@code UserAdminResource}, {@code ClientAdminResource}.
 */
package dev.fleetcast.access.user;
