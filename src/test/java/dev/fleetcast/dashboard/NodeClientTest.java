package dev.fleetcast.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Feed;
import dev.fleetcast.testing.Tools;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The browser client in a script for Node, which has no {@code EventSource}. */
@QuarkusTest
class NodeClientTest {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private final Path directory = Path.of("target", "node-client").toAbsolutePath();

    @Test
    void scriptFollowsAVehicleAndEnds() throws Exception {
        Path node = Tools.require("node", "nodejs");
        Files.createDirectories(directory);
        copy("/META-INF/resources/fleetcast.js", "fleetcast.mjs");
        copy("/scripts/follow.mjs", "follow.mjs");
        Path output = directory.resolve("output");
        try (Feed feed = new Feed(bootstrapServers)) {
            Bus bus = new Bus(feed, Api.login("demo"), 2);
            bus.drive();
            Process script = new ProcessBuilder(node.toString(), "follow.mjs", Api.base())
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(output).content().contains("state live", "snapshot 30."));

                bus.drive();

                assertThat(script.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(script.exitValue()).isZero();
            } finally {
                script.destroy();
            }
            assertThat(Files.readAllLines(output))
                    .contains("follows " + bus.name(), "state closed", "logged out")
                    .anyMatch(line -> line.startsWith("live 30."));
        }
    }

    @ParameterizedTest
    @CsvSource({"directly, over a WebSocket", "proxy, over SSE"})
    void webSocketIsUsedWhereItIsPassedOn(String way, String connection) throws Exception {
        Path node = Tools.require("node", "nodejs");
        Files.createDirectories(directory);
        copy("/META-INF/resources/fleetcast.js", "fleetcast.mjs");
        copy("/scripts/socket.mjs", "socket.mjs");
        Path output = directory.resolve("output-" + way);
        try (Feed feed = new Feed(bootstrapServers)) {
            Process script = new ProcessBuilder(
                            node.toString(), "--experimental-websocket", "socket.mjs", Api.base(), way)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(output).content().contains("ready 3"));

                feed.send("3", Feed.gps(Instant.now(), 30.4));
                feed.send("3", Feed.gps(Instant.now(), 30.6));

                assertThat(script.waitFor(60, TimeUnit.SECONDS)).isTrue();
            } finally {
                script.destroy();
            }
        }
        assertThat(Files.readAllLines(output))
                .filteredOn(line -> !line.contains("Warning") && !line.startsWith("(Use"))
                .containsExactly(connection, "ready 3", "live 30.6");
    }

    @Test
    void scriptWithCredentialsComesBackAfterTheEndOfItsSession() throws Exception {
        Path node = Tools.require("node", "nodejs");
        Files.createDirectories(directory);
        copy("/META-INF/resources/fleetcast.js", "fleetcast.mjs");
        copy("/scripts/return.mjs", "return.mjs");
        Path output = directory.resolve("output-of-return");
        Process script = new ProcessBuilder(node.toString(), "return.mjs", Api.base())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(script.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            script.destroy();
        }
        assertThat(Files.readAllLines(output))
                .containsExactlyInAnyOrder("ready 1001", "ended 204", "logged out", "ready 1001");
    }

    @Test
    void isAnNpmPackage() throws Exception {
        Path npm = Tools.require("npm", "npm");
        Process pack = new ProcessBuilder(npm.toString(), "pack", "--dry-run", "--json", "--offline")
                .directory(Path.of("src/main/resources/META-INF/resources").toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();

        String listed = new String(pack.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(pack.waitFor()).isZero();
        assertThat(listed)
                .contains("\"fleetcast.js\"", "\"fleetcast.d.ts\"", "\"package.json\"")
                .doesNotContain("dashboard");
    }

    private void copy(String resource, String name) throws IOException {
        try (InputStream content = NodeClientTest.class.getResourceAsStream(resource)) {
            Files.copy(content, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
