package dev.fleetcast.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The table of meters in {@code docs/reference.md}. */
public final class MetricsTable {

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(fleetcast\\.[a-z.]+)` \\| `(fleetcast_[a-z_]+)` \\| [a-z]+ \\| (.+) \\|$");

    private MetricsTable() {}

    /** The meaning of each meter, by its name in the code. */
    static Map<String, String> meanings() throws IOException {
        Map<String, String> meanings = new TreeMap<>();
        rows().forEach(row -> meanings.put(row.group(1), row.group(3).replace("`", "")));
        return meanings;
    }

    /** The meters' names in Prometheus. */
    public static Set<String> namesInPrometheus() throws IOException {
        return rows().stream().map(row -> row.group(2)).collect(Collectors.toSet());
    }

    private static List<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(Path.of("docs", "reference.md")))
                .results()
                .toList();
    }
}
