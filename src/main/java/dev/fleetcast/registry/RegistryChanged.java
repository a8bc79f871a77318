package dev.fleetcast.registry;

/**
 * CDI event: the registry changed, and every {@link RegistryView} of this replica shows the change. Observers check
 * what they hold against the current rights.
 *
 * @param version the registry's version now shown
 */
public record RegistryChanged(long version) {}
