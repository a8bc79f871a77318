package dev.fleetcast.testing;

import static io.restassured.RestAssured.given;

import dev.fleetcast.demo.embedded.EmbeddedPostgreSql;
import dev.fleetcast.demo.embedded.Ports;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The packaged application as a separate process, configured by its environment only. */
public final class Replica implements AutoCloseable {

    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");

    /** By default the program that runs the tests. */
    private static final String JAVA = System.getProperty(
            "fleetcast.replica.java", ProcessHandle.current().info().command().orElse("java"));

    /** The optimizing compilers take half of a start on a busy machine, and no test needs their speed. */
    public static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1");

    private final Process process;
    private final int port;

    private Replica(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts a replica on that port with the shared services; it is not ready yet. */
    public static Replica launch(int port) {
        return launch(port, services(), QUICK_START);
    }

    /** Starts a replica with the shared services and waits until it is ready. */
    public static Replica start(Map<String, String> environment) {
        Replica replica = launch(environment);
        replica.awaitReady();
        return replica;
    }

    /** Starts a replica with the shared services; it is not ready yet. */
    public static Replica launch(Map<String, String> environment) {
        return launch(environment, QUICK_START);
    }

    /** As {@link #launch(Map)}, with these options of the JVM. */
    public static Replica launch(Map<String, String> environment, List<String> options) {
        Map<String, String> settings = new HashMap<>(services());
        settings.putAll(environment);
        return launch(Ports.free(), settings, options);
    }

    /** Starts a replica on that port with those settings only; it is not ready yet. */
    public static Replica launch(int port, Map<String, String> environment) {
        return launch(port, environment, List.of());
    }

    /** As {@link #launch(int, Map)}, with these options of the JVM. */
    public static Replica launch(int port, Map<String, String> environment, List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(JAVA);
        command.addAll(options);
        command.addAll(List.of("-Xmx256m", "-jar", JAR.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(port).toFile()));
        builder.environment().putAll(environment);
        builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
        try {
            return new Replica(builder.start(), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The settings for broker, database and key, for the demo fleet, and for a stop that takes no time. */
    private static Map<String, String> services() {
        EmbeddedPostgreSql database = SharedServices.database();
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", SharedServices.bootstrapServers(),
                "QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl(),
                "QUARKUS_DATASOURCE_USERNAME", database.username(),
                "QUARKUS_DATASOURCE_PASSWORD", database.password(),
                "FLEETCAST_ACCESS_SIGNING_KEY", TestSettings.signingKey().toString(),
                "FLEETCAST_DEMO_DATA", "true",
                "FLEETCAST_STREAM_DRAIN_TIME", "PT1S");
    }

    private static Path log(int port) {
        return Path.of("target", "replica-" + port + ".log");
    }

    /** What it has written; also what earlier replicas wrote on its port. */
    public String log() throws IOException {
        return Files.readString(log(port));
    }

    public int port() {
        return port;
    }

    /** The replica's address. */
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

    /** Opens a stream on it in that way, or resumes the one of an event id. */
    public StreamClient connect(Transport transport, String... lastEventId) {
        String query = lastEventId.length == 0 ? "" : "?last_event_id=" + lastEventId[0];
        return transport.connectTo(address(), query);
    }

    /** Waits until it is ready. */
    public void awaitReady() {
        Awaitility.await()
                .ignoreExceptions()
                .atMost(Duration.ofSeconds(180))
                .until(() -> given().get(address() + "/q/health/ready").statusCode() == 200);
    }

    /** Kills it without a chance to drain; returns when the process has ended. */
    public void kill() {
        process.destroyForcibly();
        awaitExit(Duration.ofSeconds(30));
    }

    /** Sends the stop signal, and does not wait. */
    public void terminate() {
        process.destroy();
    }

    /** Suspends the process: its connections stay open without responses. */
    public void pause() {
        ProcessSignals.pause(process);
    }

    /** Resumes the process after {@link #pause}. */
    public void resume() {
        ProcessSignals.resume(process);
    }

    /** The exit code of the ended process. */
    public int exitCode() {
        return process.exitValue();
    }

    /** Whether the process is running. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until the process has ended; kills it and fails when that takes too long. */
    public void awaitExit(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the replica did not stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends the stop signal and waits until the process has ended. */
    @Override
    public void close() {
        terminate();
        awaitExit(Duration.ofSeconds(60));
    }
}
