package dev.fleetcast.device.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.fleetcast.device.event.EventTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes tables as RFC 4180 CSV. A cell that a spreadsheet would take for a formula gets an apostrophe in front. */
final class CsvText {

    private static final String FORMULA = "=+-@\t\r";
    private static final ObjectWriter CSV = new CsvMapper()
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .writerFor(List.class)
            .with(CsvSchema.emptySchema().withLineSeparator("\r\n"));

    private CsvText() {}

    /** @param rows the cells of each row; null for an empty cell */
    static String of(List<String> columns, List<List<String>> rows) {
        List<List<String>> table = new ArrayList<>();
        table.add(columns);
        rows.forEach(row -> table.add(row.stream().map(CsvText::harmless).toList()));
        try {
            return CSV.writeValueAsString(table);
        } catch (JsonProcessingException inMemory) {
            throw new IllegalStateException(inMemory);
        }
    }

    static String time(Instant time) {
        return EventTime.text(time);
    }

    /** @param json a number or a text, or null */
    static String ts(String json) {
        return json == null || !json.startsWith("\"") ? json : json.substring(1, json.length() - 1);
    }

    private static String harmless(String cell) {
        if (cell == null) {
            return "";
        }
        return !cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0 ? '\'' + cell : cell;
    }
}
