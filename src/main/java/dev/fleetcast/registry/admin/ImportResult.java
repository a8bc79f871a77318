package dev.fleetcast.registry.admin;

import java.util.List;

/**
 * The result of an import.
 *
 * @param created number of added entries
 * @param updated number of changed entries
 * @param ids the id of each row's entry, in the order of the file
 */
public record ImportResult(long created, long updated, List<Long> ids) {}
