package dev.fleetcast.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** How feeds stand in the presence topic. */
@ApplicationScoped
class PresenceTopic {

    private final ObjectMapper json;
    private final MutinyEmitter<Record<String, String>> out;

    /**
     * Takes what has been read.
     *
     * @see #read
     */
    interface Handler {

        /** A feed is open, or over: what it is when it ends is written down for the archive. */
        void written(String feed, PresenceRecord session);

        /** A feed is over. */
        void removed(String feed);
    }

    PresenceTopic(
            ObjectMapper json,
            @Channel("presence-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<Record<String, String>> out) {
        this.json = json;
        this.out = out;
    }

    /** Completes when Kafka has it; one that is over is removed from the topic as well, or it would be there for ever. */
    Uni<Void> tell(String feed, PresenceRecord session) {
        Uni<Void> told = out.send(Record.of(feed, text(session)));
        if (!session.over()) {
            return told;
        }
        Uni<Void> removed = out.send(Record.of(feed, null));
        return Uni.join().all(told, removed).andFailFast().replaceWithVoid();
    }

    /** Passes on what a record says; false if it cannot be understood. */
    boolean read(ConsumerRecord<byte[], byte[]> record, Handler handler) {
        if (record.key() == null) {
            return false;
        }
        String feed = new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            handler.removed(feed);
            return true;
        }
        Optional<PresenceRecord> session = session(record.value());
        session.ifPresent(read -> handler.written(feed, read));
        return session.isPresent();
    }

    private Optional<PresenceRecord> session(byte[] value) {
        try {
            return Optional.ofNullable(json.readValue(value, PresenceRecord.class));
        } catch (IOException notOurs) {
            return Optional.empty();
        }
    }

    private String text(PresenceRecord session) {
        try {
            return json.writeValueAsString(session);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
