package dev.fleetcast.faults;

import dev.fleetcast.demo.embedded.Ports;
import dev.fleetcast.testing.ProcessSignals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/** The broker of a deployment: one process, one port, one data directory, however often it is started. */
final class Broker implements AutoCloseable {

    private final int port = Ports.free();
    private final Path directory;
    private Process process;

    Broker(Path directory) {
        this.directory = directory;
    }

    /** Starts it, with whatever it left when it ended, and waits until it takes requests. */
    void start() {
        String java = ProcessHandle.current().info().command().orElse("java");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        java,
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        BrokerMain.class.getName(),
                        String.valueOf(port),
                        directory.resolve("data").toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("broker.log").toFile()));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(this::answers);
    }

    String bootstrapServers() {
        return "localhost:" + port;
    }

    /** Ends it as a power cut of the process would. */
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void pause() {
        ProcessSignals.pause(process);
    }

    void resume() {
        ProcessSignals.resume(process);
    }

    /** As retention does in time: what is in the topic now is no longer there. */
    void deleteEverythingIn(String topic) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            Map<TopicPartition, RecordsToDelete> everything = new HashMap<>();
            int partitions = admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .partitions()
                    .size();
            for (int partition = 0; partition < partitions; partition++) {
                everything.put(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(-1));
            }
            admin.deleteRecords(everything).all().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its data is for a test only: there is nothing to save. */
    @Override
    public void close() {
        if (process != null) {
            kill();
        }
    }

    private boolean answers() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrapServers(), "default.api.timeout.ms", 2_000, "request.timeout.ms", 1_000);
        try (Admin admin = Admin.create(settings)) {
            return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException | KafkaException notYet) {
            return false;
        }
    }
}
