package dev.fleetcast.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A peer's configuration file with placeholders, written {@code @NAME@}, for values that differ from run to run. */
final class Template {

    private static final Path DIRECTORY = Path.of("src", "benchmark");

    private Template() {}

    /** Writes the file of that name to a file, with its placeholders filled in. */
    static void fill(String name, Map<String, Object> values, Path file) {
        try {
            String text = Files.readString(DIRECTORY.resolve(name));
            for (Map.Entry<String, Object> value : values.entrySet()) {
                text = text.replace("@" + value.getKey() + "@", value.getValue().toString());
            }
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
