package dev.fleetcast.registry;

/**
 * A response with one entry.
 *
 * @param data the entry
 */
public record Item<T>(T data) {}
