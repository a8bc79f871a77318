package dev.fleetcast.project.container;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.demo.embedded.Ports;
import dev.fleetcast.testing.EmptyRegistry;
import dev.fleetcast.testing.SharedServices;
import dev.fleetcast.testing.SseClient;
import dev.fleetcast.testing.TestSettings;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The packaged application as its image runs it: another user, no privileges, only {@code /tmp} writable. */
class ImageIT {

    private Dockerfile image;

    @BeforeEach
    void read() throws Exception {
        image = Dockerfile.read();
    }

    @Test
    void streamsAreServedAndStopped() throws Exception {
        int port = Ports.free();
        String address = "http://localhost:" + port;

        try (Container container = Container.run(image, settings(port), image.entryPoint())) {
            Awaitility.await()
                    .ignoreExceptions()
                    .atMost(Duration.ofSeconds(120))
                    .until(() -> !container.isRunning()
                            || given().get(address + "/q/health/ready").statusCode() == 200);
            assertThat(container.isRunning()).as("%s", container.lines()).isTrue();
            assertThat(healthCheck(port)).isZero();
            try (SseClient stream = SseClient.connect(address + "/sse/telemetry/connect")) {
                assertThat(stream.streamId()).isNotBlank();
            }
            assertThat(container.lines()).noneMatch(line -> line.contains("Read-only file system"));

            container.stop();

            assertThat(container.exitCode()).isEqualTo(128 + 15);
            assertThat(healthCheck(port)).isNotZero();
        }
    }

    @Test
    void nothingCanBeWrittenButTemporaryFiles() throws Exception {
        String tryEverywhere =
                "find / -path /proc -prune -o -writable -type d -print 2>/dev/null; touch /tmp/it /it /app/it /etc/it";

        try (Container container = Container.run(image, Map.of(), List.of("sh", "-c", tryEverywhere))) {
            container.exitCode();

            assertThat(container.lines().get(0)).isEqualTo("/tmp");
            assertThat(container.lines().subList(1, container.lines().size()))
                    .hasSize(3)
                    .allMatch(line -> line.startsWith("touch:") && line.endsWith("Read-only file system"));
        }
    }

    @Test
    void processIsUnprivileged() throws Exception {
        List<String> command = List.of("grep", "-E", "^(Uid|Gid|Groups|Cap|NoNewPrivs)", "/proc/self/status");

        try (Container container = Container.run(image, Map.of(), command)) {
            container.exitCode();

            assertThat(container.lines())
                    .map(line -> line.replaceAll("\\s+", " ").strip())
                    .contains("Uid: 10001 10001 10001 10001", "Gid: 10001 10001 10001 10001", "Groups:")
                    .contains("CapPrm: 0000000000000000", "CapEff: 0000000000000000", "CapBnd: 0000000000000000")
                    .contains("NoNewPrivs: 1");
        }
    }

    private int healthCheck(int port) throws Exception {
        ProcessBuilder check = new ProcessBuilder(image.healthCheck());
        check.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
        return check.start().waitFor();
    }

    private static Map<String, String> settings(int port) throws Exception {
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", SharedServices.bootstrapServers(),
                "QUARKUS_DATASOURCE_JDBC_URL", EmptyRegistry.create().jdbcUrl(),
                "QUARKUS_DATASOURCE_USERNAME", SharedServices.database().username(),
                "QUARKUS_DATASOURCE_PASSWORD", SharedServices.database().password(),
                "FLEETCAST_ACCESS_SIGNING_KEY", Files.readString(TestSettings.signingKey()),
                "QUARKUS_HTTP_PORT", String.valueOf(port),
                "JAVA_OPTS_APPEND", "-Xmx256m");
    }
}
