package dev.fleetcast.benchmark;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Builds the peers with their own Maven projects, unless they are up to date. */
final class PeerBuild {

    private static final Path SOURCES = Path.of("src", "benchmark", "peers");
    private static final Path TARGETS = Path.of("target", "benchmark", "peers");
    private static final int MINUTES = 10;

    private PeerBuild() {}

    /**
     * The packaged project.
     *
     * @param project the name of its directory
     * @param jar the file to start, below its target directory
     */
    static Path jar(String project, String jar) {
        Path packaged = TARGETS.resolve(project).resolve(jar).toAbsolutePath();
        if (!Files.exists(packaged) || packaged.toFile().lastModified() < newest(SOURCES.resolve(project))) {
            build(SOURCES.resolve(project).resolve("pom.xml"));
        }
        return packaged;
    }

    private static void build(Path pom) {
        try {
            Process maven = new ProcessBuilder(List.of(
                            Path.of("mvnw").toAbsolutePath().toString(), "-q", "-B", "-f", pom.toString(), "package"))
                    .inheritIO()
                    .start();
            if (!maven.waitFor(MINUTES, TimeUnit.MINUTES) || maven.exitValue() != 0) {
                maven.destroy();
                throw new IllegalStateException("cannot build " + pom);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static long newest(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.map(Path::toFile)
                    .filter(File::isFile)
                    .mapToLong(File::lastModified)
                    .max()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
