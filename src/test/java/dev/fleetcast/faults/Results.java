package dev.fleetcast.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Records the figures of each fault: the rows of the table in {@code docs/reliability.md}. */
final class Results {

    private static final Logger LOG = Logger.getLogger(Results.class);
    private static final Path FILE = Path.of("target", "faults.md");
    private static final String HEAD = """
            | fault | streams | produced | delivered | lost | repeated | out of order | gaps told | recovered after |
            | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
            """;

    private Results() {}

    /**
     * Adds a row.
     *
     * @param produced messages during the fault
     * @param recovery time until every stream was open and had everything; null for a fault without recovery
     */
    static synchronized void add(String fault, int streams, long produced, Figures figures, Duration recovery) {
        String row = "| %s | %,d | %,d | %,d | %d | %d | %d | %d | %s |%n"
                .formatted(
                        fault,
                        streams,
                        produced,
                        figures.delivered(),
                        figures.lost(),
                        figures.repeated(),
                        figures.outOfOrder(),
                        figures.gaps(),
                        recovery == null ? "" : "%.1f s".formatted(recovery.toMillis() / 1_000.0));
        LOG.info(row.strip());
        try {
            if (!Files.exists(FILE)) {
                Files.writeString(FILE, HEAD);
            }
            Files.writeString(FILE, row, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
