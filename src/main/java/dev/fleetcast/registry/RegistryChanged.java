package dev.fleetcast.registry;

/**
 * CDI event: the registry changed and every {@link RegistryView} of this replica already shows it. Observers look at
 * what they hold again, under today's rights.
 *
 * @param version the registry's version now shown
 */
public record RegistryChanged(long version) {}
