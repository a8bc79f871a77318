package dev.fleetcast.registry.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One entry of an import.
 *
 * @param place where it is in the file: {@code line 7} of a table, {@code [5]} of a list
 * @param separator between the place and a field, in errors
 * @param fields its values, by field names
 */
record ImportRow(String place, String separator, ObjectNode fields) {

    /** A row of a table; the first line is 1. */
    static ImportRow atLine(long line, ObjectNode fields) {
        return new ImportRow("line " + line, ": ", fields);
    }

    /** An entry of a list; the first index is 0. */
    static ImportRow atIndex(int index, ObjectNode fields) {
        return new ImportRow("[" + index + "]", ".", fields);
    }

    /** How errors name a field of the entry. */
    String path(String field) {
        return field.isEmpty() ? place : place + separator + field;
    }

    /** Refuses a key that is there twice: the second row would change the entry that the first one has just added. */
    static void checkOnce(List<ImportRow> rows, MatchKey key, Findings findings) {
        Map<List<JsonNode>, ImportRow> seen = new HashMap<>();
        for (ImportRow row : rows) {
            JsonNode value = row.fields().path(key.field());
            JsonNode client = key.withinClient() ? row.fields().path("client_id") : NullNode.getInstance();
            ImportRow before =
                    value.isNull() || value.isMissingNode() ? null : seen.putIfAbsent(List.of(value, client), row);
            if (before != null) {
                findings.invalid(row.path(key.field()), "is already used in " + before.place());
            }
        }
    }
}
