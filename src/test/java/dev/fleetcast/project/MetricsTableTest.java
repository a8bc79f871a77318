package dev.fleetcast.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricsTableTest {

    private static final Pattern BUILDER = Pattern.compile(
            "\\.builder\\(\\s*\"(fleetcast\\.[a-z.]+)\".*?\\.description\\(\\s*\"([^\"]+)\"\\)", Pattern.DOTALL);

    @Test
    void everyMeterIsDescribedAsTheCodeHasIt() throws IOException {
        assertThat(MetricsTable.meanings()).isEqualTo(registered());
    }

    private static Map<String, String> registered() throws IOException {
        Map<String, String> descriptions = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            for (Path source :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                BUILDER.matcher(Files.readString(source))
                        .results()
                        .forEach(meter -> descriptions.put(meter.group(1), meter.group(2)));
            }
        }
        return descriptions;
    }
}
