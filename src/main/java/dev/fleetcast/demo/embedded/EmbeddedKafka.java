package dev.fleetcast.demo.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A single-node Kafka in this JVM: broker and KRaft controller in one, reachable at {@code localhost}. Its data is in a
 * temporary directory and deleted on close, or in a given directory and kept. Topics are not created automatically.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final int NODE_ID = 1;
    private static final String CONTROLLER_LISTENER = "CONTROLLER";

    private final int port;
    private final Path directory;
    private final boolean keepsData;
    private final KafkaRaftServer server;

    private EmbeddedKafka(int port, Path directory, boolean keepsData) {
        this.port = port;
        this.directory = directory;
        this.keepsData = keepsData;
        this.server = startServer(properties(port, Ports.free(), directory));
    }

    /**
     * Starts a broker; returns when it accepts requests.
     *
     * @param port a free port
     * @throws PortTakenException if the port is in use
     */
    public static EmbeddedKafka start(int port) {
        QuietLoggers.apply();
        Ports.requireFree(port);
        Path directory = TemporaryDirectory.create("kafka");
        format(directory);
        return new EmbeddedKafka(port, directory, false);
    }

    /**
     * Like {@link #start(int)}, with the data that an earlier broker left in {@code directory}, even after a crash; an
     * empty or missing directory is initialized.
     */
    public static EmbeddedKafka start(int port, Path directory) {
        QuietLoggers.apply();
        Ports.requireFree(port);
        if (!Files.exists(directory.resolve("meta.properties"))) {
            format(directory);
        }
        return new EmbeddedKafka(port, directory, true);
    }

    /** The value for {@code kafka.bootstrap.servers}. */
    public String bootstrapServers() {
        return "localhost:" + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        if (!keepsData) {
            TemporaryDirectory.delete(directory);
        }
    }

    private static void format(Path directory) {
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silent)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(NODE_ID)
                    .setControllerListenerName(CONTROLLER_LISTENER)
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setMetadataLogDirectory(directory.toString())
                    .addDirectory(directory.toString())
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            // Kafka's Formatter declares Exception.
            throw new IllegalStateException("cannot format the data directory of the embedded broker", e);
        }
    }

    private static KafkaRaftServer startServer(Properties properties) {
        Thread starter = Thread.currentThread();
        ClassLoader before = starter.getContextClassLoader();
        // The broker's threads survive a live reload: they must not inherit the class loader of this application start.
        starter.setContextClassLoader(KafkaRaftServer.class.getClassLoader());
        try {
            KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
            server.startup();
            return server;
        } finally {
            starter.setContextClassLoader(before);
        }
    }

    private static Properties properties(int port, int controllerPort, Path directory) {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(NODE_ID),
                "controller.quorum.voters",
                NODE_ID + "@localhost:" + controllerPort,
                "controller.listener.names",
                CONTROLLER_LISTENER,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "listeners",
                "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort,
                "log.dirs",
                directory.toString(),
                "auto.create.topics.enable",
                "false"));
        properties.putAll(singleNode());
        return properties;
    }

    /** Settings for a single node: no replication, and a fast start and stop. */
    private static Map<String, String> singleNode() {
        return Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "1",
                "group.initial.rebalance.delay.ms", "0",
                "log.segment.bytes", Integer.toString(64 * 1024 * 1024),
                "log.cleaner.dedupe.buffer.size", Integer.toString(4 * 1024 * 1024),
                "controlled.shutdown.enable", "false",
                "initial.broker.registration.timeout.ms", "30000");
    }
}
