package dev.fleetcast.registry.admin;

/**
 * A response with one entry.
 *
 * @param data the entry
 */
public record Item<T>(T data) {}
