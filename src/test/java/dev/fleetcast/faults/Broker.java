package dev.fleetcast.faults;

import dev.fleetcast.demo.embedded.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** The only broker of a deployment: one process, one port, one data directory, across restarts. */
final class Broker implements Brokers {

    private final int port = Ports.free();
    private final Path data;
    private final BrokerProcess process;

    Broker(Path directory) {
        data = directory.resolve("data");
        process = new BrokerProcess(
                BrokerMain.class, List.of(String.valueOf(port), data.toString()), directory.resolve("broker.log"));
    }

    @Override
    public void start() {
        process.start();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> admin().answers(1));
    }

    @Override
    public String bootstrapServers() {
        return "localhost:" + port;
    }

    KafkaAdmin admin() {
        return new KafkaAdmin(bootstrapServers());
    }

    /** Kills it, as in a power failure. */
    void kill() {
        process.kill();
    }

    void pause() {
        process.pause();
    }

    void resume() {
        process.resume();
    }

    /** Copies a topic's files; the broker must be down. */
    void copy(String topic, Path to) {
        directories(topic).forEach(from -> Directories.copy(from, to.resolve(from.getFileName())));
    }

    /** Restores an older copy of a topic's files, as from a backup; the broker must be down. */
    void restore(String topic, Path from) {
        directories(topic).forEach(to -> {
            Directories.delete(to);
            Directories.copy(from.resolve(to.getFileName()), to);
        });
    }

    /** The data is for a test only, so it need not be saved. */
    @Override
    public void close() {
        kill();
    }

    private List<Path> directories(String topic) {
        return Directories.named(data, topic + "-\\d+");
    }
}
