package dev.fleetcast.cluster;

import dev.fleetcast.cluster.liveness.Replicas;
import dev.fleetcast.kafka.KafkaConnectivity;
import dev.fleetcast.stream.spi.StreamRequest;
import dev.fleetcast.threading.ThreadSafe;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The metrics of replicas. */
@ThreadSafe
@ApplicationScoped
class ClusterMetrics {

    private final MeterRegistry registry;
    private final KafkaStreamTable table;
    private final Replicas replicas;
    private final KafkaConnectivity link;

    ClusterMetrics(MeterRegistry registry, KafkaStreamTable table, Replicas replicas, KafkaConnectivity link) {
        this.registry = registry;
        this.table = table;
        this.replicas = replicas;
        this.link = link;
    }

    void start(@Observes StartupEvent started) {
        Gauge.builder("fleetcast.streams.known", table, KafkaStreamTable::size)
                .description("Streams of all replicas that are remembered, open or not")
                .register(registry);
        FunctionCounter.builder("fleetcast.streams.forgotten", table, KafkaStreamTable::dropped)
                .description(
                        "Streams that can no longer be resumed on this replica because there was no room to remember them")
                .register(registry);
        Gauge.builder("fleetcast.replicas.live", replicas, all -> all.live().size())
                .description("Replicas that this one knows to be alive")
                .register(registry);
        Gauge.builder("fleetcast.kafka.reachable", link, any -> any.lostSince().isEmpty() ? 1 : 0)
                .description("1 while Kafka answers, 0 while it does not")
                .register(registry);
    }

    /** Counts a forwarded call by outcome; null if there was no answer and the client should retry. */
    void remoteCall(StreamRequest.Reply answer) {
        if (answer == null) {
            remoteCalls("unavailable").increment();
        } else {
            remoteCalls(answer.found() ? "answered" : "not_found").increment();
        }
    }

    private Counter remoteCalls(String outcome) {
        return Counter.builder("fleetcast.calls.remote")
                .description("Calls for streams that are not open on this replica, by outcome")
                .tag("outcome", outcome)
                .register(registry);
    }
}
