package dev.fleetcast.registry.admin;

/**
 * The result of an import.
 *
 * @param created number of added entries
 * @param updated number of changed entries
 */
public record ImportResult(long created, long updated) {}
