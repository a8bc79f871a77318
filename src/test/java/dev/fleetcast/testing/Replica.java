package dev.fleetcast.testing;

import static io.restassured.RestAssured.given;

import dev.fleetcast.demo.embedded.EmbeddedPostgreSql;
import dev.fleetcast.demo.embedded.Ports;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The packaged application as a process of its own, configured by its environment only. */
public final class Replica implements AutoCloseable {

    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");

    private final Process process;
    private final int port;

    private Replica(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one on the services all tests share and waits until it is ready. */
    public static Replica start(Map<String, String> environment) {
        int port = Ports.free();
        Map<String, String> settings = new HashMap<>(services());
        settings.putAll(environment);
        settings.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        Replica replica = new Replica(launch(settings), port);
        replica.awaitReady();
        return replica;
    }

    /** Where the process finds broker, database and key, and the demo fleet to work with. */
    private static Map<String, String> services() {
        EmbeddedPostgreSql database = SharedServices.database();
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", SharedServices.bootstrapServers(),
                "QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl(),
                "QUARKUS_DATASOURCE_USERNAME", database.username(),
                "QUARKUS_DATASOURCE_PASSWORD", database.password(),
                "FLEETCAST_ACCESS_SIGNING_KEY", TestSettings.signingKey().toString(),
                "FLEETCAST_DEMO_DATA", "true");
    }

    private static Process launch(Map<String, String> environment) {
        String java = ProcessHandle.current().info().command().orElse("java");
        ProcessBuilder builder = new ProcessBuilder(List.of(java, "-Xmx256m", "-jar", JAR.toString()))
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "replica-" + environment.get("QUARKUS_HTTP_PORT") + ".log")
                        .toFile());
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its address. */
    public String address() {
        return "http://localhost:" + port;
    }

    /** A request to it with that login. */
    public RequestSpecification request(Api login) {
        return given().baseUri(address()).header("Authorization", "Bearer " + login.token());
    }

    /** Opens a stream on it. */
    public SseClient connect() {
        return SseClient.connect(address() + "/sse/telemetry/connect");
    }

    /** Asks it to stop and waits until it has. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the replica did not stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReady() {
        Awaitility.await()
                .ignoreExceptions()
                .atMost(Duration.ofSeconds(180))
                .until(() -> given().get(address() + "/q/health/ready").statusCode() == 200);
    }
}
