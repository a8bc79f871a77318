package dev.fleetcast.faults;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** One of several brokers, in a separate process. */
final class BrokerQuorumMain {

    private static final String CONTROLLER = "CONTROLLER";

    private BrokerQuorumMain() {}

    /** @param arguments number, port, port of the controller, voters, id of the cluster, directory of its data */
    public static void main(String[] arguments) throws Exception {
        int node = Integer.parseInt(arguments[0]);
        String directory = arguments[5];
        if (!Files.exists(Path.of(directory, "meta.properties"))) {
            format(node, arguments[4], directory);
        }
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                arguments[0],
                "controller.quorum.voters",
                arguments[3],
                "controller.listener.names",
                CONTROLLER,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "listeners",
                "PLAINTEXT://localhost:" + arguments[1] + ",CONTROLLER://localhost:" + arguments[2],
                "log.dirs",
                directory));
        properties.putAll(Map.of(
                "auto.create.topics.enable", "false",
                "default.replication.factor", "3",
                "min.insync.replicas", "2",
                "offsets.topic.num.partitions", "3",
                "group.initial.rebalance.delay.ms", "0",
                "log.segment.bytes", Integer.toString(16 * 1024 * 1024),
                "log.cleaner.dedupe.buffer.size", Integer.toString(4 * 1024 * 1024),
                "replica.lag.time.max.ms", "5000"));
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
        server.startup();
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "broker-closer"));
        server.awaitShutdown();
    }

    private static void format(int node, String cluster, String directory) throws Exception {
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silent)
                    .setClusterId(cluster)
                    .setNodeId(node)
                    .setControllerListenerName(CONTROLLER)
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setMetadataLogDirectory(directory)
                    .addDirectory(directory)
                    .run();
        }
    }
}
