package dev.fleetcast.stream;

import dev.fleetcast.kafka.KafkaConnectivity;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;

/** Tells every stream when Kafka becomes unreachable and reachable again; streams stay open meanwhile. */
@ApplicationScoped
class StreamOutages implements KafkaConnectivity.Listener {

    private final StreamRegistry registry;

    StreamOutages(StreamRegistry registry) {
        this.registry = registry;
    }

    void start(@Observes StartupEvent started, KafkaConnectivity link) {
        link.listen(this);
    }

    @Override
    public void lost(Instant since) {
        registry.all().forEach(stream -> stream.execute(() -> stream.degraded(since)));
    }

    @Override
    public void back(Instant lostSince) {
        registry.all().forEach(stream -> stream.execute(() -> stream.reachable(lostSince)));
    }
}
