package dev.fleetcast.registry;

/**
 * What an import did.
 *
 * @param created how many entries are new
 * @param updated how many entries were there before
 */
public record ImportResult(long created, long updated) {}
