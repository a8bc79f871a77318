package dev.fleetcast.registry;

/**
 * An answer that is one thing.
 *
 * @param data the thing
 */
public record Item<T>(T data) {}
