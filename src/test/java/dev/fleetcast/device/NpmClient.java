package dev.fleetcast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetcast.testing.Tools;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A version of the npm client {@code particle-api-js}, installed from the npm registry, and the small programs of
 * {@code device-client} on it.
 */
final class NpmClient {

    private static final List<String> PROGRAMS = List.of("client", "print", "insert", "share", "confirm");
    private static final int INSTALL_SECONDS = 180;

    private final String version;
    private final Path directory;

    private NpmClient(String version) {
        this.version = version;
        this.directory = Path.of("target", "device-client", version).toAbsolutePath();
    }

    /**
     * Skips the test where Node or npm is missing, see {@link Tools}.
     *
     * @param overrides what npm must replace below the client, as JSON
     */
    static NpmClient install(String version, String overrides) throws Exception {
        Tools.require("node", "nodejs");
        Path npm = Tools.require("npm");
        NpmClient client = new NpmClient(version);
        Files.createDirectories(client.directory);
        Files.writeString(
                client.directory.resolve("package.json"),
                "{\"private\":true,\"dependencies\":{\"particle-api-js\":\"%s\",\"mysql\":\"2.18.1\"},\"overrides\":%s}"
                        .formatted(version, overrides));
        for (String program : PROGRAMS) {
            try (InputStream content = NpmClient.class.getResourceAsStream("/device-client/" + program + ".js")) {
                Files.copy(content, client.directory.resolve(program + ".js"), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Path log = client.directory.resolve("npm.log");
        Process install = new ProcessBuilder(
                        npm.toString(), "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")
                .directory(client.directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(install.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(install.exitValue()).as(() -> read(log)).isZero();
        return client;
    }

    /** Starts that program, and returns when it follows events. */
    Program run(String program, String address, String prefix, String... more) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(Tools.require("node", "nodejs").toString(), program + ".js", address, prefix));
        command.addAll(List.of(more));
        Path output = directory.resolve(program + "-" + prefix + ".log");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        Program running = new Program(process, output);
        running.awaitLines(line -> line.equals("follows"), 1);
        return running;
    }

    @Override
    public String toString() {
        return version;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A running program. */
    record Program(Process process, Path output) implements AutoCloseable {

        /** What it has printed for events, in order: their JSON. */
        List<String> events() {
            return lines().stream().filter(line -> line.startsWith("{")).toList();
        }

        /** Waits until it has printed at least that many such lines, and returns all of them. */
        List<String> awaitLines(Predicate<String> wanted, int number) {
            await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
                assertThat(process.isAlive()).as(() -> read(output)).isTrue();
                assertThat(lines()).filteredOn(wanted).hasSizeGreaterThanOrEqualTo(number);
            });
            return lines().stream().filter(wanted).toList();
        }

        /** Waits until it has printed that many events, and returns them. */
        List<String> awaitEvents(int number) {
            return awaitLines(line -> line.startsWith("{"), number);
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
        }

        private List<String> lines() {
            return read(output).lines().toList();
        }
    }
}
