/**
 * Detects changes of the registry in the database and reloads what depends on it.
 *
 * <p>In reading order: {@code RegistryWatch}, {@code RegistryView}, {@code RegistryChanged}, {@code AdminScope},
 * {@code DatabaseHealth}.
 */
package dev.fleetcast.registry;
