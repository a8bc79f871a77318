package dev.fleetcast.registry.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import dev.fleetcast.text.WellFormed;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a CSV file (RFC 4180, UTF-8, with or without byte order mark) whose first row names the fields of a form. One
 * instance per file.
 */
final class CsvTable {

    private static final ObjectReader ROWS = new CsvMapper()
            .readerFor(String[].class)
            .with(CsvParser.Feature.WRAP_AS_ARRAY)
            .with(CsvParser.Feature.SKIP_EMPTY_LINES)
            .with(CsvParser.Feature.TRIM_SPACES);

    private final Map<String, CsvColumn> known;
    private final int maxRows;
    private final Findings findings;
    private final List<CsvRow> rows = new ArrayList<>();
    private final Map<Long, Long> lineOfId = new HashMap<>();
    private List<CsvColumn> header;

    private CsvTable(Map<String, CsvColumn> known, int maxRows, Findings findings) {
        this.known = known;
        this.maxRows = maxRows;
        this.findings = findings;
    }

    /** The rows below the header; errors are added to the findings. */
    static List<CsvRow> read(byte[] file, Class<? extends RegistryForm> form, int maxRows, Findings findings) {
        CsvTable table = new CsvTable(CsvColumn.of(form), maxRows, findings);
        table.read(file);
        return table.rows;
    }

    private void read(byte[] file) {
        int end = WellFormed.utf8End(file);
        if (end >= 0) {
            findings.invalid("line " + lineOf(file, end), "must be UTF-8 text");
            return;
        }
        try (MappingIterator<String[]> lines = ROWS.readValues(new StringReader(text(file)))) {
            while (findings.isEmpty() && lines.hasNextValue()) {
                String[] cells = lines.nextValue();
                add(lines.getParser().currentTokenLocation().getLineNr(), cells);
            }
            if (header == null && findings.isEmpty()) {
                findings.invalid("line 1", "must name the columns");
            }
        } catch (JsonProcessingException broken) {
            findings.invalid("line " + broken.getLocation().getLineNr(), "is not valid CSV");
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void add(long line, String[] cells) {
        if (header == null) {
            header = header(cells);
        } else if (cells.length != header.size()) {
            findings.invalid("line " + line, "must have " + header.size() + " cells, has " + cells.length);
        } else if (rows.size() == maxRows) {
            findings.invalid("line " + line, "is too much: an import has at most " + maxRows + " rows");
        } else {
            CsvRow row = new CsvRow(line, fields(cells));
            checkOnce(row);
            rows.add(row);
        }
    }

    private List<CsvColumn> header(String[] names) {
        Set<String> seen = new HashSet<>();
        List<CsvColumn> columns = new ArrayList<>();
        for (String name : names) {
            if (!known.containsKey(name)) {
                findings.invalid("line 1: " + name, "is not one of the columns " + known.keySet());
            } else if (!seen.add(name)) {
                findings.invalid("line 1: " + name, "must occur once");
            }
            columns.add(known.get(name));
        }
        return columns;
    }

    private ObjectNode fields(String[] cells) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < cells.length; i++) {
            CsvColumn column = header.get(i);
            fields.set(column.name(), column.read(cells[i]));
        }
        return fields;
    }

    /** With a duplicate id, the second row would change the entry that the first one has just added. */
    private void checkOnce(CsvRow row) {
        JsonNode id = row.fields().path("id");
        Long before = id.isIntegralNumber() ? lineOfId.putIfAbsent(id.longValue(), row.line()) : null;
        if (before != null) {
            findings.invalid("line " + row.line() + ": id", "is already used in line " + before);
        }
    }

    private static long lineOf(byte[] file, int index) {
        long line = 1;
        for (int i = 0; i < index; i++) {
            line += file[i] == '\n' ? 1 : 0;
        }
        return line;
    }

    private static String text(byte[] file) {
        String text = new String(file, StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
