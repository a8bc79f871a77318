package dev.fleetcast.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One entry of an import.
 *
 * @param line where it begins in the file, from 1
 * @param fields what its cells say of the fields named by the header row
 */
record CsvRow(long line, ObjectNode fields) {}
