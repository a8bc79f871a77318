package dev.fleetcast.device.store;

import dev.fleetcast.device.event.DeviceEvent.Origin;
import dev.fleetcast.kafka.record.DeadLetters;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/** Writes dead letters and confirmations; tries again until Kafka has them. */
@ThreadSafe
@ApplicationScoped
public class StoreOutput {

    private static final Logger LOG = Logger.getLogger(StoreOutput.class);
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(5);

    private final MutinyEmitter<ProducerRecord<byte[], byte[]>> out;
    private final List<Confirmations> further;
    private final StoreConfig config;
    private final StoreMetrics metrics;

    public StoreOutput(
            @Channel("device-store-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<ProducerRecord<byte[], byte[]>> out,
            @All List<Confirmations> further,
            StoreConfig config,
            StoreMetrics metrics) {
        this.out = out;
        this.further = further;
        this.config = config;
        this.metrics = metrics;
    }

    String deadLetterTopic() {
        return config.deadLetterTopic();
    }

    /** Confirms what devices have published; other events are not confirmed. */
    Uni<Void> confirm(List<StoredEvent> stored, List<String> stores) {
        List<Confirmation> confirmations = stored.stream()
                .filter(event -> event.event().event().origin() == Origin.DEVICE)
                .map(event -> Confirmation.of(event, stores))
                .toList();
        return write(confirmations.stream().map(this::record).toList()).invoke(() -> {
            metrics.confirmed(confirmations.size());
            confirmations.forEach(this::tellFurther);
        });
    }

    /** Completes when Kafka has all of them. */
    Uni<Void> write(List<ProducerRecord<byte[], byte[]>> records) {
        if (records.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.join()
                .all(records.stream().map(this::write).toList())
                .andFailFast()
                .replaceWithVoid();
    }

    private Uni<Void> write(ProducerRecord<byte[], byte[]> record) {
        return Uni.createFrom()
                .deferred(() -> out.send(record))
                .onFailure(RecordTooLargeException.class)
                .recoverWithUni(() -> out.send(DeadLetters.bare(record)))
                .onFailure()
                .retry()
                .withBackOff(SOON, LONGEST_BACK_OFF)
                .indefinitely();
    }

    private ProducerRecord<byte[], byte[]> record(Confirmation confirmation) {
        return new ProducerRecord<>(
                config.acksTopic(), confirmation.device().getBytes(StandardCharsets.US_ASCII), confirmation.json());
    }

    private void tellFurther(Confirmation confirmation) {
        for (Confirmations each : further) {
            try {
                each.confirmed(confirmation);
            } catch (RuntimeException unforeseen) {
                LOG.debug("A confirmation did not go further", unforeseen);
            }
        }
    }
}
