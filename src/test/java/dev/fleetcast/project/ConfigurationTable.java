package dev.fleetcast.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables of {@code docs/configuration.md}. */
record ConfigurationTable(List<Row> rows) {

    private static final Pattern LINE =
            Pattern.compile("\\| `((?:fleetcast|sse)\\.[^`]+)` \\| `([^`]+)` \\| ([^|]+) \\| (.+) \\|");

    /** One property; {@code defaultValue} and {@code meaning} are Markdown. */
    record Row(String property, String environmentName, String defaultValue, String meaning) {

        static Row of(String property, String defaultValue, String meaning) {
            String environmentName = property.replaceAll("[^A-Za-z0-9<>]", "_").toUpperCase(Locale.ROOT);
            return new Row(property, environmentName, defaultValue, meaning);
        }

        @Override
        public String toString() {
            return "| `" + property + "` | `" + environmentName + "` | " + defaultValue + " | " + meaning + " |";
        }
    }

    static ConfigurationTable read() throws IOException {
        return new ConfigurationTable(Files.readAllLines(Path.of("docs", "configuration.md")).stream()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(line -> new Row(line.group(1), line.group(2), line.group(3), line.group(4)))
                .toList());
    }
}
