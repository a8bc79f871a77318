package dev.fleetcast.device.event;

import dev.fleetcast.device.DeviceConfig;
import dev.fleetcast.problem.Problems;
import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Publishes device events. */
@ThreadSafe
@ApplicationScoped
public class EventPublisher {

    private static final Duration PATIENCE = Duration.ofMillis(4_500);

    private final MutinyEmitter<ProducerRecord<byte[], byte[]>> out;
    private final String topic;
    private final int maxPending;
    private final EventRates rates;
    private final EventMetrics metrics;
    private final AtomicInteger pending = new AtomicInteger();

    EventPublisher(
            @Channel("device-events-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<ProducerRecord<byte[], byte[]>> out,
            DeviceConfig config,
            EventRates rates,
            EventMetrics metrics) {
        this.out = out;
        this.topic = config.eventsTopic();
        this.maxPending = config.maxPending();
        this.rates = rates;
        this.metrics = metrics;
    }

    /**
     * Publishes an event.
     *
     * @return completes when Kafka has acknowledged it; fails with a 503 problem after 4.5 seconds, or when too many
     *     events are pending. Kafka may have it nevertheless.
     */
    public Uni<Void> publish(DeviceEvent event) {
        return Uni.createFrom().deferred(() -> {
            if (pending.incrementAndGet() > maxPending) {
                pending.decrementAndGet();
                return Uni.createFrom().failure(unavailable());
            }
            var record = DeviceEventRecord.write(topic, event);
            rates.mark(record);
            return out.send(record)
                    .ifNoItem()
                    .after(PATIENCE)
                    .fail()
                    .onFailure()
                    .transform(failed -> unavailable())
                    .invoke(metrics::published)
                    .onTermination()
                    .invoke(pending::decrementAndGet);
        });
    }

    private static RuntimeException unavailable() {
        return Problems.unavailable("Kafka does not acknowledge the event; try again.");
    }
}
