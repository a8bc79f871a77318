package dev.fleetcast.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;

/** The source of {@link TopicReader}s: the application's Kafka. */
@ApplicationScoped
public class TopicSource {

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final TopicWatch watch;

    @Inject
    TopicSource(KafkaClients kafka, TopicWatch watch) {
        this(kafka::followingConsumer, watch);
    }

    TopicSource(Supplier<Consumer<byte[], byte[]>> consumers, TopicWatch watch) {
        this.consumers = consumers;
        this.watch = watch;
    }

    /**
     * Creates a consumer of raw records without a group that fails at an offset that no longer exists; the caller
     * closes it.
     */
    public Consumer<byte[], byte[]> consumer() {
        return consumers.get();
    }

    /** Returns Kafka's recent id of a topic; empty while unknown. Does not block. */
    public Optional<String> idOf(String topic) {
        return watch.idOf(topic);
    }

    /** See {@link TopicWatch#whenRecreated}. */
    Runnable whenRecreated(Set<String> topics, Runnable reader) {
        return watch.whenRecreated(topics, reader);
    }
}
