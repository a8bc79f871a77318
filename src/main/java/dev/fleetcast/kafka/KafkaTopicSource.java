package dev.fleetcast.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;

/** The application's Kafka as a source for readers. */
@ApplicationScoped
class KafkaTopicSource implements TopicSource {

    private final KafkaClients kafka;
    private final TopicWatch watch;

    KafkaTopicSource(KafkaClients kafka, TopicWatch watch) {
        this.kafka = kafka;
        this.watch = watch;
    }

    @Override
    public Consumer<byte[], byte[]> consumer() {
        return kafka.exactConsumer();
    }

    @Override
    public Optional<String> idOf(String topic) {
        return watch.idOf(topic);
    }
}
