package dev.fleetcast.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SecurityPageTest {

    private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|IT))(?:\\.(\\w+))?`");

    @Test
    void everyNamedTestExists() throws IOException {
        Map<String, String> sources = sources();

        assertThat(NAMED.matcher(Files.readString(Path.of("docs", "security.md")))
                        .results())
                .hasSizeGreaterThan(40)
                .allSatisfy(named -> assertThat(sources).containsKey(named.group(1)))
                .allSatisfy(named -> assertThat(sources.get(named.group(1)))
                        .as(named.group())
                        .contains(declaration(named)));
    }

    private static String declaration(MatchResult named) {
        return named.group(2) == null ? "@" : " " + named.group(2) + "(";
    }

    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        }
        return sources;
    }
}
