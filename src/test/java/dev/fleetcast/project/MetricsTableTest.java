package dev.fleetcast.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricsTableTest {

    private static final Pattern BUILDER = Pattern.compile(
            "\\.builder\\(\\s*\"(fleetcast\\.[a-z.]+)\".*?\\.description\\(\\s*\"([^\"]+)\"\\)", Pattern.DOTALL);
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(fleetcast\\.[a-z.]+)` \\| `fleetcast_[a-z_]+` \\| [a-z]+ \\| (.+) \\|$");

    @Test
    void everyMeterIsDescribedAsTheCodeHasIt() throws IOException {
        assertThat(described()).isEqualTo(registered());
    }

    private static Map<String, String> described() throws IOException {
        Map<String, String> meanings = new TreeMap<>();
        collect(ROW, Files.readString(Path.of("docs", "reference.md")), meanings);
        meanings.replaceAll((name, meaning) -> meaning.replace("`", ""));
        return meanings;
    }

    private static Map<String, String> registered() throws IOException {
        Map<String, String> descriptions = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            for (Path source :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                collect(BUILDER, Files.readString(source), descriptions);
            }
        }
        return descriptions;
    }

    private static void collect(Pattern pattern, String text, Map<String, String> found) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.put(matcher.group(1), matcher.group(2));
        }
    }
}
