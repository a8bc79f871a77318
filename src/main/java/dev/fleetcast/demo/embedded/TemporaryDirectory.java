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

/** Where the data of embedded services lives: below the system's temporary directory, apart for each user. */
final class TemporaryDirectory {

    private TemporaryDirectory() {}

    /** This user's own directory; kept, so that unpacked binaries are found again. */
    static Path root() {
        String user = System.getProperty("user.name", "unknown").replaceAll("[^A-Za-z0-9._-]", "_");
        return Path.of(System.getProperty("java.io.tmpdir"), "fleetcast-" + user);
    }

    /** A new, empty directory; those of processes that were killed before they could delete theirs go now. */
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

    /** Deletes the directory with everything in it, as far as that can be done. */
    static void delete(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            paths.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
