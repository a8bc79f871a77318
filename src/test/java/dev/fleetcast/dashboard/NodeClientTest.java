package dev.fleetcast.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Feed;
import dev.fleetcast.testing.Tools;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

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

                assertThat(script.waitFor(20, TimeUnit.SECONDS)).isTrue();
                assertThat(script.exitValue()).isZero();
            } finally {
                script.destroy();
            }
            assertThat(Files.readAllLines(output))
                    .contains("follows " + bus.name(), "state closed", "logged out")
                    .anyMatch(line -> line.startsWith("live 30."));
        }
    }

    private void copy(String resource, String name) throws IOException {
        try (InputStream content = NodeClientTest.class.getResourceAsStream(resource)) {
            Files.copy(content, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
