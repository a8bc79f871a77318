package dev.fleetcast.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Writes every row as a line of JSON as soon as it is measured. */
final class RawResults {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final List<Row> rows = new ArrayList<>();

    RawResults(Path file) {
        this.file = file;
    }

    List<Row> rows() {
        return rows;
    }

    void add(Row row) {
        rows.add(row);
        ObjectNode line = JSON.createObjectNode()
                .put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("scenario", row.scenario())
                .put("point", row.point())
                .put("contestant", row.contestant())
                .put("round", row.round());
        row.figures().forEach((figure, value) -> {
            // JSON has no NaN.
            if (!value.isNaN() && !value.isInfinite()) {
                line.put(figure.key(), Math.round(value * 1_000) / 1_000.0);
            }
        });
        System.out.println(line);
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
