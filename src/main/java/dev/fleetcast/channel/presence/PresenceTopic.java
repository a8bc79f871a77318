package dev.fleetcast.channel.presence;

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

/** Writes and reads the records of the presence topic. */
@ApplicationScoped
class PresenceTopic {

    private final ObjectMapper json;
    private final MutinyEmitter<Record<String, String>> out;

    /**
     * Handles the records.
     *
     * @see #read
     */
    interface Handler {

        /** The feed is open, or has ended; the final state is written for the archive. */
        void written(String feed, PresenceRecord session);

        /** The feed has ended. */
        void removed(String feed);
    }

    PresenceTopic(
            ObjectMapper json,
            @Channel("presence-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<Record<String, String>> out) {
        this.json = json;
        this.out = out;
    }

    /**
     * Completes when Kafka has acknowledged the state; also deletes an ended feed from the topic, where it would stay
     * forever.
     */
    Uni<Void> tell(String feed, PresenceRecord session) {
        Uni<Void> told = out.send(Record.of(feed, text(session)));
        if (!session.over()) {
            return told;
        }
        Uni<Void> removed = out.send(Record.of(feed, null));
        return Uni.join().all(told, removed).andFailFast().replaceWithVoid();
    }

    /** Passes a record to the handler; returns false if it is malformed. */
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
