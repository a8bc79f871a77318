package dev.fleetcast.registry.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The entries of an import in JSON: a list of objects with the fields of the form. */
final class JsonRows {

    private JsonRows() {}

    /** The entries; errors are added to the findings. */
    static List<ImportRow> read(ArrayNode list, int maxRows, Findings findings) {
        List<ImportRow> rows = new ArrayList<>();
        if (list.size() > maxRows) {
            findings.invalid("[" + maxRows + "]", "is too much: an import has at most " + maxRows + " entries");
            return rows;
        }
        int index = 0;
        for (JsonNode entry : list) {
            if (entry instanceof ObjectNode fields) {
                rows.add(ImportRow.atIndex(index, fields));
            } else {
                findings.invalid("[" + index + "]", "must be an object");
            }
            index++;
        }
        return rows;
    }
}
