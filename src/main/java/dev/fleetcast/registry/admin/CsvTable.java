package dev.fleetcast.registry.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a CSV file (RFC 4180) whose first row names the fields of a form. One instance per file. */
final class CsvTable {

    private static final ObjectReader ROWS = new CsvMapper()
            .readerFor(String[].class)
            .with(CsvParser.Feature.WRAP_AS_ARRAY)
            .with(CsvParser.Feature.SKIP_EMPTY_LINES)
            .with(CsvParser.Feature.TRIM_SPACES);

    private final Map<String, CsvColumn> known;
    private final int maxRows;
    private final Findings findings;
    private final List<ImportRow> rows = new ArrayList<>();
    private int number;
    private List<CsvColumn> header;

    private CsvTable(Map<String, CsvColumn> known, int maxRows, Findings findings) {
        this.known = known;
        this.maxRows = maxRows;
        this.findings = findings;
    }

    /**
     * The rows below the header that have as many cells as it; errors are added to the findings.
     *
     * @param known the possible columns, by name
     */
    static List<ImportRow> read(CsvText text, Map<String, CsvColumn> known, int maxRows, Findings findings) {
        CsvTable table = new CsvTable(known, maxRows, findings);
        table.read(text);
        return table.rows;
    }

    private void read(CsvText text) {
        ObjectReader reader = ROWS.with(CsvSchema.emptySchema().withColumnSeparator(text.separator()));
        boolean readable = true;
        try (MappingIterator<String[]> lines = reader.readValues(new StringReader(text.content()))) {
            while (readable && lines.hasNextValue()) {
                String[] cells = lines.nextValue();
                readable = add(
                        text.firstLine()
                                - 1
                                + lines.getParser().currentTokenLocation().getLineNr(),
                        cells);
            }
            if (header == null) {
                findings.invalid("line 1", "must name the columns");
            }
        } catch (JsonProcessingException broken) {
            long line = text.firstLine() - 1 + broken.getLocation().getLineNr();
            findings.invalid("line " + line, "is not valid CSV");
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether the rest of the file can be read. */
    private boolean add(long line, String[] cells) {
        if (header == null) {
            header = header(line, cells);
            return findings.isEmpty();
        }
        number++;
        if (number > maxRows) {
            findings.invalid("line " + line, "is too much: an import has at most " + maxRows + " rows");
            return false;
        }
        if (cells.length == header.size()) {
            rows.add(ImportRow.atLine(line, fields(cells)));
        } else {
            findings.invalid("line " + line, "must have " + header.size() + " cells, has " + cells.length);
        }
        return true;
    }

    private List<CsvColumn> header(long line, String[] names) {
        Set<String> seen = new HashSet<>();
        List<CsvColumn> columns = new ArrayList<>();
        for (String name : names) {
            if (!known.containsKey(name)) {
                findings.invalid("line " + line + ": " + name, "is not one of the columns " + known.keySet());
            } else if (!seen.add(name)) {
                findings.invalid("line " + line + ": " + name, "must occur once");
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
}
