package dev.fleetcast.registry.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One entry of an import.
 *
 * @param line its first line in the file, from 1
 * @param fields the values of its cells, by the field names of the header row
 */
record CsvRow(long line, ObjectNode fields) {}
