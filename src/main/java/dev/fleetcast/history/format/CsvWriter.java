package dev.fleetcast.history.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetcast.query.Fields;
import dev.fleetcast.query.InvalidQueryException;
import dev.fleetcast.query.Path;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes a line per message. What a spreadsheet would take for a formula is made harmless. */
final class CsvWriter implements MessageWriter {

    private static final Fields USUAL = usual();
    private static final DateTimeFormatter LOCAL_TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendOffset("+HH:MM", "+00:00")
            .toFormatter();

    /** Spreadsheets read a cell that begins with one of these as a formula, or look behind it for one. */
    private static final String FORMULA_STARTS = "=+-@\t\r\n";

    private final Writer out;
    private final Subject subject;
    private final List<Path> columns;

    CsvWriter(Writer out, Subject subject, Optional<Fields> fields) throws IOException {
        this.out = out;
        this.subject = subject;
        this.columns = fields.orElse(USUAL).paths();
        out.write("time_utc,local_time,unit_id,unit_name");
        for (Path column : columns) {
            out.write(',');
            out.write(cell(column.text()));
        }
        out.write("\r\n");
    }

    /** The members of messages of which it writes anything; {@code device} has the names of units. */
    static Set<String> members(Optional<Fields> fields) {
        Set<String> members = new HashSet<>(fields.orElse(USUAL).members());
        members.add("device");
        return members;
    }

    @Override
    public void write(PastMessage message) throws IOException {
        out.write(message.filedAt().toString());
        out.write(',');
        out.write(localTime(message.filedAt(), subject.zone()));
        out.write(',');
        out.write(Long.toString(message.unit()));
        out.write(',');
        String name = message.unitName(subject);
        out.write(name == null ? "" : cell(name));
        for (Path column : columns) {
            out.write(',');
            out.write(cell(column.find(message.content())));
        }
        out.write("\r\n");
    }

    @Override
    public void end() throws IOException {
        out.flush();
    }

    private static String cell(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (value.isNumber()) {
            return value.asText();
        }
        return cell(value.isContainerNode() ? value.toString() : value.asText());
    }

    private static String cell(String text) {
        boolean formula = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
        String harmless = formula ? "'" + text : text;
        boolean plain = harmless.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? harmless : '"' + harmless.replace("\"", "\"\"") + '"';
    }

    private static String localTime(Instant at, ZoneId zone) {
        return at.atZone(zone).format(LOCAL_TIME);
    }

    private static Fields usual() {
        try {
            return Fields.parse("message_type,valid,gps.latitude,gps.longitude,gps.altitude,gps.speed,gps.heading,"
                    + "gps.satellites,gps.odometer,events,sensors,inputs,outputs");
        } catch (InvalidQueryException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
