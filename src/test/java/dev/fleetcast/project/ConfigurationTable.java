package dev.fleetcast.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of {@code docs/configuration.md}. */
public record ConfigurationTable(List<Row> rows) {

    private static final Path PAGE = Path.of("docs", "configuration.md");

    private static final Pattern LINE =
            Pattern.compile("\\| `((?:fleetcast|sse)\\.[^`]+)` \\| `([^`]+)` \\| ([^|]+) \\| (.+) \\|");

    /** A row that begins with environment variables: settings of other software. */
    private static final Pattern STANDARD = Pattern.compile("\\| (`[A-Z_]+`(?:, `[A-Z_]+`)*) \\|.*");

    private static final String AFTER_REQUIRED = "Often set as well:";

    /** One property; {@code defaultValue} and {@code meaning} are Markdown. */
    public record Row(String property, String environmentName, String defaultValue, String meaning) {

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
        return new ConfigurationTable(Files.readAllLines(PAGE).stream()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(line -> new Row(line.group(1), line.group(2), line.group(3), line.group(4)))
                .toList());
    }

    /** Every documented environment variable, of Fleetcast and of others. */
    public static Set<String> environmentNames() throws IOException {
        Set<String> names = standardNames(Files.readAllLines(PAGE));
        read().rows().stream().map(Row::environmentName).forEach(names::add);
        return names;
    }

    /** The variables that every deployment sets. */
    public static Set<String> requiredEnvironmentNames() throws IOException {
        List<String> page = Files.readAllLines(PAGE);
        return standardNames(page.subList(0, page.indexOf(AFTER_REQUIRED)));
    }

    /** The default of a property, as it would be configured. */
    public static String defaultOf(String property) throws IOException {
        return read().rows().stream()
                .filter(row -> row.property().equals(property))
                .map(row -> row.defaultValue().replace("`", ""))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> standardNames(List<String> page) {
        return page.stream()
                .map(STANDARD::matcher)
                .filter(Matcher::matches)
                .flatMap(line -> Stream.of(line.group(1).replace("`", "").split(", ")))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
