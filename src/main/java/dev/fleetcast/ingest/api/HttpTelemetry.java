package dev.fleetcast.ingest.api;

import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.ingest.record.IngestConfig;
import dev.fleetcast.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Publishes messages received by HTTP to the feed. Bounded: counts the messages that Kafka has not acknowledged yet. */
@ApplicationScoped
class HttpTelemetry {

    private static final Duration PATIENCE = Duration.ofMillis(4_500);

    /** A message and its unit. */
    record Item(FleetUnit unit, byte[] message) {}

    private final MutinyEmitter<ProducerRecord<byte[], byte[]>> out;
    private final IngestConfig config;
    private final AtomicInteger pending = new AtomicInteger();

    HttpTelemetry(
            @Channel("telemetry-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<ProducerRecord<byte[], byte[]>> out,
            IngestConfig config) {
        this.out = out;
        this.config = config;
    }

    /**
     * Sends all messages in order.
     *
     * @return completes when Kafka has acknowledged every message; fails with a 503 after 4.5 seconds without
     *     acknowledgement, or immediately when too many messages are pending
     */
    Uni<Void> send(List<Item> items) {
        if (pending.addAndGet(items.size()) > config.httpMaxPending()) {
            pending.addAndGet(-items.size());
            return Uni.createFrom().failure(unavailable());
        }
        List<Uni<Void>> sends = items.stream().map(this::send).toList();
        return Uni.join()
                .all(sends)
                .andFailFast()
                .replaceWithVoid()
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .transform(failure -> failure instanceof RecordTooLargeException ? tooLarge() : unavailable());
    }

    private Uni<Void> send(Item item) {
        Uni<Void> sent = out.send(new ProducerRecord<>(config.httpTopic(), key(item.unit()), item.message()))
                .onTermination()
                .invoke(() -> pending.decrementAndGet())
                .memoize()
                .indefinitely();
        // Subscribe eagerly: a request that is given up must not leave its other messages unsent or uncounted.
        sent.subscribe().with(acknowledged -> {}, failed -> {});
        return sent;
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

    /** Permanent: a retry would exceed the topic's maximum message size again. */
    private static HttpProblem tooLarge() {
        return HttpProblem.builder()
                .withTitle(Status.REQUEST_ENTITY_TOO_LARGE.getReasonPhrase())
                .withStatus(Status.REQUEST_ENTITY_TOO_LARGE)
                .withDetail("A message is larger than the topic allows; send smaller messages.")
                .build();
    }

    private static HttpProblem unavailable() {
        return Problems.unavailable("Kafka does not acknowledge the messages; try again.");
    }
}
