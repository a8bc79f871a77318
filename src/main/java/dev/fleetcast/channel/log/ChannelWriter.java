package dev.fleetcast.channel.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetcast.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/**
 * Publishes events and waits until this replica has read them: only then the id is known to be unique, and later
 * lookups here find the event. Safe for use by any thread, never blocks.
 */
@ApplicationScoped
public class ChannelWriter {

    private static final Duration PATIENCE = Duration.ofMillis(4_500);
    /** A header that identifies the publication to the replica that sent it. */
    private static final String PUBLICATION = "fleetcast-publication";

    private final MutinyEmitter<ProducerRecord<byte[], byte[]>> out;
    private final ObjectMapper json;
    private final String topic;
    private final int maxPending;
    private final ConcurrentMap<String, UniEmitter<? super Boolean>> waiting = new ConcurrentHashMap<>();

    ChannelWriter(
            @Channel("channel-events-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<ProducerRecord<byte[], byte[]>> out,
            ObjectMapper json,
            ChannelConfig config) {
        this.out = out;
        this.json = json;
        this.topic = config.eventsTopic();
        this.maxPending = config.maxPending();
    }

    /**
     * Publishes an event to the log of that name.
     *
     * @return completes when Kafka has acknowledged the event and this replica has read it; fails with a 409 problem
     *     for a duplicate id, and with a 503 problem after 4.5 seconds or when too many events are pending
     */
    public Uni<Void> publish(String channel, EventContent content) {
        if (waiting.size() >= maxPending) {
            return Uni.createFrom().failure(unavailable());
        }
        String publication = UUID.randomUUID().toString();
        return Uni.createFrom()
                .<Boolean>emitter(emitter -> send(publication, record(channel, content, publication), emitter))
                .ifNoItem()
                .after(PATIENCE)
                .failWith(ChannelWriter::unavailable)
                .onTermination()
                .invoke(() -> waiting.remove(publication))
                .map(isNew -> {
                    if (!isNew) {
                        throw idTaken();
                    }
                    return null;
                });
    }

    /** The problem for a duplicate event id. */
    public static HttpProblem idTaken() {
        return HttpProblem.valueOf(Status.CONFLICT, "Another event of this channel has this id; use a new id.");
    }

    /** Completes the publication of a record that was read; {@code isNew} is false for a duplicate id. */
    public void arrived(Headers headers, boolean isNew) {
        Header publication = headers.lastHeader(PUBLICATION);
        UniEmitter<? super Boolean> emitter = publication == null || publication.value() == null
                ? null
                : waiting.remove(new String(publication.value(), StandardCharsets.US_ASCII));
        if (emitter != null) {
            emitter.complete(isNew);
        }
    }

    private void send(String publication, ProducerRecord<byte[], byte[]> record, UniEmitter<? super Boolean> emitter) {
        waiting.put(publication, emitter);
        out.send(record).subscribe().with(acknowledged -> {}, failed -> emitter.fail(unavailable()));
    }

    private ProducerRecord<byte[], byte[]> record(String channel, EventContent content, String publication) {
        try {
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                    topic, 0, channel.getBytes(StandardCharsets.UTF_8), json.writeValueAsBytes(content));
            record.headers().add(PUBLICATION, publication.getBytes(StandardCharsets.US_ASCII));
            return record;
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static HttpProblem unavailable() {
        return Problems.unavailable("Kafka does not acknowledge the event; try again.");
    }
}
