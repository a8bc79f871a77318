package dev.fleetcast.ingest.api;

import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.ingest.record.IngestConfig;
import dev.fleetcast.kafka.record.BoundedWriter;
import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Publishes messages received by HTTP to the feed. Never blocks. */
@ThreadSafe
@ApplicationScoped
class HttpTelemetry {

    /** A message and its unit. */
    record Item(FleetUnit unit, byte[] message) {}

    private final String topic;
    private final BoundedWriter<ProducerRecord<byte[], byte[]>> writer;

    HttpTelemetry(
            @Channel("telemetry-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<ProducerRecord<byte[], byte[]>> out,
            IngestConfig config) {
        this.topic = config.httpTopic();
        this.writer = new BoundedWriter<>(
                out::send,
                record -> record.key().length + record.value().length,
                config.httpMaxPending(),
                "Kafka does not acknowledge the messages. Try again.");
    }

    /** Sends all messages in order, see {@link BoundedWriter#sendAll}. */
    Uni<Void> send(List<Item> items) {
        return writer.sendAll(items.stream()
                .map(item -> new ProducerRecord<>(topic, key(item.unit()), item.message()))
                .toList());
    }

    /**
     * The key used by fleet systems: the IMEI, else the serial number, else the id. One form per unit preserves its
     * order.
     */
    private static byte[] key(FleetUnit unit) {
        String text = unit.imei() != null
                ? unit.imei()
                : unit.serialNo() != null ? unit.serialNo() : unit.id().toString();
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
