package dev.fleetcast.ingest.shape;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A worked example of docs/feeds.md, as it is there.
 *
 * @param record the record, as text
 * @param settings its settings
 */
public record WorkedMapping(String record, Map<String, String> settings) {

    /** The example with that mapping. */
    public static WorkedMapping of(String name) {
        try {
            String page = Files.readString(Path.of("docs", "feeds.md"));
            Matcher example = Pattern.compile(
                            "```json\\n(\\{[^`]*})\\n```\\n\\n```properties\\n([^`]*mapping:" + name + "\\n[^`]*)```")
                    .matcher(page);
            if (!example.find()) {
                throw new AssertionError("docs/feeds.md has no example " + name);
            }
            Properties settings = new Properties();
            settings.load(new StringReader(example.group(2)));
            return new WorkedMapping(
                    example.group(1),
                    settings.stringPropertyNames().stream()
                            .collect(Collectors.toMap(key -> key, settings::getProperty)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
