package dev.fleetcast.device.store;

import dev.fleetcast.kafka.KafkaClients;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** How far the groups of other stores have come, by their committed offsets. Blocks; safe for use by any thread. */
@ApplicationScoped
public class GroupProgress {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final KafkaClients kafka;
    private Admin admin;

    GroupProgress(KafkaClients kafka) {
        this.kafka = kafka;
    }

    /**
     * Returns the first offset that the store's group has not worked off, by partition.
     *
     * @throws KafkaException when Kafka does not answer
     */
    Map<TopicPartition, Long> of(String store) {
        try {
            Map<TopicPartition, Long> reached = new HashMap<>();
            admin().listConsumerGroupOffsets(StoreReading.group(store))
                    .partitionsToOffsetAndMetadata()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .forEach((partition, offset) -> reached.put(partition, offset == null ? 0 : offset.offset()));
            return reached;
        } catch (ExecutionException | TimeoutException failed) {
            throw new KafkaException("Cannot read committed offsets", failed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new KafkaException(stopping);
        }
    }

    synchronized void stop(@Observes ShutdownEvent stopping) {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }

    /** Created when it is needed: only several stores together need it. */
    private synchronized Admin admin() {
        if (admin == null) {
            admin = kafka.admin();
        }
        return admin;
    }
}
