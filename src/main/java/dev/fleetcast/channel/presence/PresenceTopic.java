package dev.fleetcast.channel.presence;

import dev.fleetcast.channel.log.ChannelTopics;
import dev.fleetcast.kafka.record.JsonTopic;
import dev.fleetcast.kafka.record.JsonTopics;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Writes and reads the records of the presence topic. */
@ApplicationScoped
class PresenceTopic {

    private static final int MAX_PENDING = 20_000;

    private final JsonTopic topic;

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
            JsonTopics topics,
            @Channel("presence-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<Record<String, String>> out) {
        this.topic = topics.topic(ChannelTopics.PRESENCE_VERSION, out::send, MAX_PENDING);
    }

    /**
     * Completes when Kafka has acknowledged the state; also deletes an ended feed from the topic, where it would stay
     * forever.
     */
    Uni<Void> write(String feed, PresenceRecord session) {
        Uni<Void> written = topic.write(feed, session);
        return session.over()
                ? Uni.join().all(written, topic.delete(feed)).andFailFast().replaceWithVoid()
                : written;
    }

    /** Passes a record to the handler; returns false if it is invalid. */
    boolean read(ConsumerRecord<byte[], byte[]> record, Handler handler) {
        if (record.key() == null) {
            return false;
        }
        String feed = new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            handler.removed(feed);
            return true;
        }
        Optional<PresenceRecord> session = topic.read(record, PresenceRecord.class);
        session.ifPresent(read -> handler.written(feed, read));
        return session.isPresent();
    }
}
