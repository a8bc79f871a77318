package dev.fleetcast.faults;

import dev.fleetcast.demo.embedded.EmbeddedPostgreSql;
import dev.fleetcast.demo.embedded.Ports;
import dev.fleetcast.testing.Replica;
import dev.fleetcast.testing.TestSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A deployment on this machine, each part in a separate process: broker, database, replicas, and a balancer in front. A
 * restarted replica keeps its port, as a pod keeps its service.
 */
final class Cluster implements AutoCloseable {

    /** Every unit of the first demo fleet. */
    static final int UNITS = 146;

    private static final Duration STOP_TIME = Duration.ofSeconds(60);

    /** A replica in addition to the others. */
    record Extra(int port, Replica replica) {}

    private final Path directory = Directories.temporary();
    private final int databasePort = Ports.free();
    private final Brokers brokers;
    private EmbeddedPostgreSql database;
    private final List<Integer> ports;
    private final List<Replica> replicas = new ArrayList<>();
    private final Map<String, String> settings;
    private final Balancer balancer;
    private final Producer producer;

    /** Starts all parts and returns when the deployment is ready; every unit has sent a message. */
    static Cluster start(Brokers brokers, int replicas, Map<String, String> settings) {
        Cluster cluster = new Cluster(brokers, replicas, settings);
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::kill, "cluster-closer"));
        return cluster;
    }

    private Cluster(Brokers brokers, int count, Map<String, String> settings) {
        QuietLoggers.apply();
        this.brokers = brokers;
        this.settings = new HashMap<>(settings);
        ports = IntStream.range(0, count).mapToObj(any -> Ports.free()).toList();
        brokers.start();
        startDatabase();
        ports.forEach(port -> replicas.add(launch(port)));
        replicas.forEach(Replica::awaitReady);
        balancer = Balancer.before(ports);
        producer = new Producer(brokers.bootstrapServers(), UNITS);
        producer.once();
    }

    Balancer balancer() {
        return balancer;
    }

    /** The ports of the balancer: the first leads to ready replicas, the second to any. */
    List<Integer> entrances() {
        return List.of(balancer.port(), balancer.blindPort());
    }

    Producer producer() {
        return producer;
    }

    /** The ports of the replicas themselves. */
    List<Integer> ports() {
        return ports;
    }

    Replica replica(int number) {
        return replicas.get(number);
    }

    int size() {
        return replicas.size();
    }

    /** Starts an ended replica, and waits until it is ready. */
    void restart(int number) {
        relaunch(number);
        replicas.get(number).awaitReady();
    }

    /** Starts all replicas, which have ended, at the same time, and waits until they are ready. */
    void restartAll() {
        for (int i = 0; i < size(); i++) {
            relaunch(i);
        }
        replicas.forEach(Replica::awaitReady);
    }

    /** Starts an ended replica; it is not ready yet. */
    void relaunch(int number) {
        replicas.set(number, launch(ports.get(number)));
    }

    /** Starts another replica on the same broker and database, outside the balancer. The caller ends it. */
    Extra extra(Map<String, String> more) {
        return extra(Ports.free(), more);
    }

    /** As {@link #extra(Map)}, on that port. */
    Extra extra(int port, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(environment());
        environment.putAll(more);
        Extra extra = new Extra(port, Replica.launch(port, environment, Dose.replicaOptions()));
        extra.replica().awaitReady();
        return extra;
    }

    /** The database, which a fault may have stopped. */
    EmbeddedPostgreSql database() {
        return database;
    }

    void startDatabase() {
        database = EmbeddedPostgreSql.start(databasePort, directory.resolve("postgresql"));
    }

    /** Kills all processes of the database, which has no time to write anything. */
    void killDatabase() {
        try {
            Path file = directory.resolve("postgresql").resolve("postmaster.pid");
            long server = Long.parseLong(Files.readAllLines(file).get(0));
            ProcessHandle.of(server).ifPresent(process -> {
                List<ProcessHandle> connections = process.descendants().toList();
                process.destroyForcibly();
                connections.forEach(ProcessHandle::destroyForcibly);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        database.close();
    }

    void stopDatabase() {
        database.close();
    }

    @Override
    public void close() {
        producer.close();
        balancer.close();
        replicas.forEach(Replica::terminate);
        replicas.forEach(replica -> replica.awaitExit(STOP_TIME));
        brokers.close();
        database.close();
    }

    /** Closes all parts when the tests end in any way. */
    private void kill() {
        replicas.forEach(Replica::kill);
        brokers.close();
    }

    private Replica launch(int port) {
        return Replica.launch(port, environment(), Dose.replicaOptions());
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                brokers.bootstrapServers(),
                "QUARKUS_DATASOURCE_JDBC_URL",
                "jdbc:postgresql://localhost:" + databasePort + "/postgres",
                "QUARKUS_DATASOURCE_USERNAME",
                database.username(),
                "QUARKUS_DATASOURCE_PASSWORD",
                database.password(),
                "FLEETCAST_ACCESS_SIGNING_KEY",
                TestSettings.signingKey().toString(),
                "FLEETCAST_DEMO_DATA",
                "true",
                // All clients here are the same user at the same address.
                "FLEETCAST_STREAM_MAX_PER_USER",
                "20000",
                "FLEETCAST_STREAM_MAX_PER_ADDRESS",
                "20000",
                "FLEETCAST_CONNECTION_MAX_PER_ADDRESS",
                "20000",
                "FLEETCAST_CHANNEL_MAX_FEEDS_PER_ADDRESS",
                "20000"));
        environment.put("FLEETCAST_MEMORY_PER_USER_PERCENT", "100");
        // The product's default, in the usual dose.
        environment.put(
                "FLEETCAST_STREAM_DRAIN_TIME",
                Dose.lasting(Duration.ofSeconds(8)).toString());
        environment.putAll(settings);
        return environment;
    }
}
