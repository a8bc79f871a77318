package dev.fleetcast.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Feed;
import dev.fleetcast.testing.Tools;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The programs of docs/examples follow a unit: its last known position, then a new one. */
@QuarkusTest
class ExamplesTest {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Test
    void pythonProgramFollows() throws Exception {
        assertFollows(Tools.require("python3", "python3").toString(), "follow.py");
    }

    @Test
    void javaProgramFollows() throws Exception {
        assertFollows(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "Follow.java");
    }

    private void assertFollows(String language, String program) throws Exception {
        Path output = Files.createTempFile(Path.of("target"), program, ".out");
        try (Feed feed = new Feed(bootstrapServers)) {
            Bus bus = new Bus(feed, Api.login("demo"), 3);
            bus.drive();
            List<String> command = Stream.of(
                            language,
                            Path.of("docs", "examples", program).toString(),
                            Api.base(),
                            "demo",
                            "demo",
                            "3",
                            "2")
                    .toList();
            Process follower = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(output).content().contains(" 30."));

                bus.drive();

                assertThat(follower.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(follower.exitValue()).isZero();
            } finally {
                follower.destroy();
            }
        }
        assertThat(Files.readAllLines(output)).hasSize(2).allMatch(line -> line.contains(" 30."));
    }
}
