package dev.fleetcast.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Compares the table of known vulnerabilities in docs/security.md with the bill of materials: fixed entries must be
 * fixed, and left ones must still apply. A scanner knows more, but this test also runs without one.
 */
class KnownVulnerabilitiesIT {

    private static final String NONE = "none";

    /** Group, artifact (or the whole group), fixed in, and whether it is overridden or left with a reason. */
    private static final Pattern ROW = Pattern.compile(
            "\\| `([\\w.]+):([\\w.*-]+)` \\| .*(?:CVE|GHSA)-.* \\| `([^`]+)` \\| (fixed|left: .{20,}) \\|");

    private record Row(String group, String artifact, String fixedIn, boolean left) {

        /** For a whole group, only the components with the group's version line: netty-tcnative, for one, has its own. */
        boolean concerns(Component component) {
            return component.group().equals(group)
                    && (artifact.equals("*")
                            ? component.isOfLine(fixedIn)
                            : component.name().equals(artifact));
        }
    }

    private record Component(String group, String name, String version) {

        boolean isBefore(String other) {
            return other.equals(NONE) || Arrays.compare(numbers(version), numbers(other)) < 0;
        }

        boolean isOfLine(String other) {
            return numbers(version)[0] == numbers(other)[0];
        }

        private static int[] numbers(String version) {
            return Pattern.compile("\\d+")
                    .matcher(version)
                    .results()
                    .mapToInt(number -> Integer.parseInt(number.group()))
                    .toArray();
        }
    }

    private static List<Row> rows;
    private static List<Component> components;

    @BeforeAll
    static void read() throws IOException {
        rows = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("docs", "security.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.add(new Row(
                        row.group(1), row.group(2), row.group(3), row.group(4).startsWith("left")));
            }
        }
        components = new ArrayList<>();
        JsonNode bill = new ObjectMapper()
                .readTree(Path.of("target", "bom.json").toFile())
                .path("components");
        bill.forEach(component -> components.add(new Component(
                component.path("group").asText(),
                component.path("name").asText(),
                component.path("version").asText())));
    }

    @Test
    void fixedVulnerabilitiesAreNotInThePackage() {
        assertThat(rows)
                .filteredOn(row -> !row.left())
                .hasSizeGreaterThan(5)
                .allSatisfy(row -> assertThat(components)
                        .filteredOn(row::concerns)
                        .isNotEmpty()
                        .noneMatch(component -> component.isBefore(row.fixedIn())));
    }

    @Test
    void acceptedVulnerabilitiesAreStillInThePackage() {
        assertThat(rows)
                .filteredOn(Row::left)
                .allSatisfy(row -> assertThat(components)
                        .filteredOn(row::concerns)
                        .as("a reason that is not needed any more")
                        .anyMatch(component -> component.isBefore(row.fixedIn())));
    }

    @Test
    void everyRowOfTheTableIsUnderstood() throws IOException {
        List<String> table = Files.readAllLines(Path.of("docs", "security.md")).stream()
                .dropWhile(line -> !line.equals("## Known vulnerabilities"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| `"))
                .toList();

        assertThat(rows).hasSameSizeAs(table);
    }
}
