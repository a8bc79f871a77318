package dev.fleetcast.channel.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetcast.kafka.record.BoundedWriter;
import dev.fleetcast.kafka.record.ReadBack;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/**
 * Publishes events and waits until this replica has read them: only then the id is known to be unique, and later
 * lookups here find the event. Never blocks.
 */
@ThreadSafe
@ApplicationScoped
public class ChannelWriter {

    /** A header that identifies the publication to the replica that sent it. */
    private static final String PUBLICATION = "fleetcast-publication";

    private final BoundedWriter<ProducerRecord<byte[], byte[]>> writer;
    private final ReadBack<String, Boolean> publications;
    private final ObjectMapper json;
    private final String topic;
    private final int maxPending;

    ChannelWriter(
            @Channel("channel-events-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<ProducerRecord<byte[], byte[]>> out,
            ObjectMapper json,
            ChannelConfig config) {
        this.json = json;
        this.topic = config.eventsTopic();
        this.maxPending = config.maxPending();
        this.writer = new BoundedWriter<>(
                out::send,
                record -> record.key().length + record.value().length,
                maxPending,
                "Kafka does not acknowledge the event. Try again.");
        this.publications = new ReadBack<>(writer::unavailable);
    }

    /**
     * Publishes an event to the log of that name.
     *
     * @return completes when Kafka has acknowledged the event and this replica has read it; fails with a 409 problem
     *     for a duplicate id, and with a 503 problem after 4.5 seconds or when too many events are pending
     */
    public Uni<Void> publish(String channel, EventContent content) {
        if (publications.size() >= maxPending) {
            return Uni.createFrom().failure(writer::unavailable);
        }
        String publication = UUID.randomUUID().toString();
        return publications
                .write(publication, () -> writer.send(record(channel, content, publication)))
                .map(isNew -> {
                    if (!isNew) {
                        throw idTaken();
                    }
                    return null;
                });
    }

    /** The problem for a duplicate event id. */
    public static HttpProblem idTaken() {
        return HttpProblem.valueOf(Status.CONFLICT, "Another event of this channel has this id. Use a new id.");
    }

    /** Completes the publication of a record that was read; {@code isNew} is false for a duplicate id. */
    public void arrived(Headers headers, boolean isNew) {
        Header publication = headers.lastHeader(PUBLICATION);
        if (publication != null && publication.value() != null) {
            publications.arrived(new String(publication.value(), StandardCharsets.US_ASCII), isNew);
        }
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
}
