package dev.fleetcast.benchmark;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A broker, the topic of the feed and its producer, each in a separate process. */
public final class Feed implements AutoCloseable {

    /** The topic. */
    static final String TOPIC = "fleet.telemetry";

    private static final int PARTITIONS = 12;

    private final BrokerProcess broker;
    private final OwnProcess producer;
    private final int units;

    /** @param lingerMillis the producer's {@code linger.ms} */
    Feed(Options options, Path directory, int units, int lingerMillis) {
        this.units = units;
        this.broker = new BrokerProcess(options, directory);
        createTopic();
        this.producer = OwnProcess.java(
                options.otherPrefix(),
                List.of("-Xmx384m", "-XX:+UseSerialGC"),
                directory.resolve("producer.log"),
                ProducerMain.class,
                broker.bootstrapServers(),
                TOPIC,
                lingerMillis);
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    int units() {
        return units;
    }

    /** Sends that many messages, of all units in turn, and returns when the broker has them. */
    void send(double perSecond, long count) {
        producer.tell(units + " " + perSecond + " " + count);
        String answer = producer.answer();
        if (!answer.equals("sent 0")) {
            throw new IllegalStateException("the broker did not take everything: " + answer);
        }
    }

    @Override
    public void close() {
        producer.close();
        broker.close();
    }

    private void createTopic() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, Optional.of(PARTITIONS), Optional.empty())))
                    .all()
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
