/**
 * Tracks which data this replica has loaded since its start, and waits for the rest.
 *
 * <p>In reading order: {@code View}, {@code Knowledge}, {@code ReadinessChecks}, {@code Needs}, {@code NeedsFilter}.
 */
package dev.fleetcast.knowledge;
