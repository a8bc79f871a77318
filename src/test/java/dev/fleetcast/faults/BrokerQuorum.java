package dev.fleetcast.faults;

import dev.fleetcast.demo.embedded.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;

/** Brokers that replicate each other's data: a record is acknowledged when two have it. */
final class BrokerQuorum implements Brokers {

    private static final Duration STARTED_IN = Duration.ofSeconds(90);

    private final List<Integer> ports;
    private final List<BrokerProcess> brokers = new ArrayList<>();

    BrokerQuorum(int size, Path directory) {
        ports = IntStream.range(0, size).mapToObj(any -> Ports.free()).toList();
        List<Integer> controllers =
                IntStream.range(0, size).mapToObj(any -> Ports.free()).toList();
        String voters = IntStream.range(0, size)
                .mapToObj(node -> node + "@localhost:" + controllers.get(node))
                .collect(Collectors.joining(","));
        String cluster = Uuid.randomUuid().toString();
        for (int node = 0; node < size; node++) {
            brokers.add(new BrokerProcess(
                    BrokerQuorumMain.class,
                    List.of(
                            String.valueOf(node),
                            String.valueOf(ports.get(node)),
                            String.valueOf(controllers.get(node)),
                            voters,
                            cluster,
                            directory.resolve("data-" + node).toString()),
                    directory.resolve("broker-" + node + ".log")));
        }
    }

    @Override
    public void start() {
        brokers.forEach(BrokerProcess::start);
        awaitAll();
    }

    @Override
    public String bootstrapServers() {
        return ports.stream().map(port -> "localhost:" + port).collect(Collectors.joining(","));
    }

    KafkaAdmin admin() {
        return new KafkaAdmin(bootstrapServers());
    }

    /** The role of each broker; brokers are numbered from 0. */
    BrokerProcess broker(int number) {
        return brokers.get(number);
    }

    void awaitAll() {
        Waiting.until("all brokers are there", STARTED_IN, () -> admin().answers(brokers.size()));
    }

    @Override
    public void close() {
        brokers.forEach(BrokerProcess::kill);
    }
}
