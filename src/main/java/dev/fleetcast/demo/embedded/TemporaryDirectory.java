package dev.fleetcast.demo.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The location of the embedded services' data: below the system's temporary directory, separate for each user. */
final class TemporaryDirectory {

    private TemporaryDirectory() {}

    /** This user's directory; kept, so that unpacked binaries can be reused. */
    static Path root() {
        String user = System.getProperty("user.name", "unknown").replaceAll("[^A-Za-z0-9._-]", "_");
        return Path.of(System.getProperty("java.io.tmpdir"), "fleetcast-" + user);
    }

    /** Creates an empty directory; deletes the directories of killed processes. */
    static Path create(String name) {
        try {
            Path root = Files.createDirectories(root());
            deleteLeftOvers(root, name);
            return Files.createTempDirectory(
                    root, name + "-" + ProcessHandle.current().pid() + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteLeftOvers(Path root, String name) throws IOException {
        Pattern ours = Pattern.compile(Pattern.quote(name) + "-([0-9]{1,18})-.*");
        List<Path> directories;
        try (Stream<Path> children = Files.list(root)) {
            directories = children.toList();
        }
        for (Path directory : directories) {
            Matcher owner = ours.matcher(directory.getFileName().toString());
            if (owner.matches()
                    && ProcessHandle.of(Long.parseLong(owner.group(1))).isEmpty()) {
                delete(directory);
            }
        }
    }

    /** Deletes the directory with its content; files that cannot be deleted are ignored. */
    static void delete(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            paths.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
