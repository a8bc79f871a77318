package dev.fleetcast.access.session;

import dev.fleetcast.access.AccessConfig;
import dev.fleetcast.kafka.EachRecord;
import dev.fleetcast.kafka.LogBreak;
import dev.fleetcast.kafka.RequiredTopics;
import dev.fleetcast.kafka.StartOffsets;
import dev.fleetcast.kafka.TopicReader;
import dev.fleetcast.kafka.TopicSource;
import dev.fleetcast.kafka.Topics;
import dev.fleetcast.kafka.record.JsonTopic;
import dev.fleetcast.kafka.record.JsonTopics;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** The sessions topic: records reach every replica, including the one that wrote them. */
@ApplicationScoped
public class SessionTopic implements RequiredTopics {

    private static final int VERSION = 1;
    private static final int MAX_PENDING = 20_000;

    private final AccessConfig config;
    private final TopicSource source;
    private final JsonTopic topic;

    SessionTopic(
            AccessConfig config,
            TopicSource source,
            JsonTopics topics,
            @Channel("sessions-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<Record<String, String>> out) {
        this.config = config;
        this.source = source;
        this.topic = topics.topic(
                VERSION, out::send, MAX_PENDING, "Kafka does not respond. The session has not ended. Try again.");
    }

    /** How long a record may matter: for a token issued at a session's last moment, and for a stream resumed after it. */
    static Duration memory(AccessConfig config) {
        return config.sessionLifetime().multipliedBy(2).plus(config.tokenLifetime());
    }

    @Override
    public Collection<NewTopic> describe(Topics topics) {
        NewTopic topic = topics.table(config.sessionsTopic(), 1);
        Map<String, String> settings = new HashMap<>(topic.configs());
        long retention = memory(config).plusHours(1).toMillis();
        settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, "compact,delete");
        settings.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention));
        return List.of(topic.configs(settings));
    }

    /** Like the other method, for a reader that need not know when the topic has lost records. */
    public TopicReader reader(Consumer<SessionRecord> handler) {
        return reader(handler, at -> {});
    }

    /**
     * A reader, not yet started, that passes all existing and future records to the handler, on its own thread.
     *
     * @param breaks notified when the log does not continue
     */
    TopicReader reader(Consumer<SessionRecord> handler, Consumer<LogBreak> breaks) {
        return new TopicReader(
                "fleetcast-sessions",
                source,
                Set.of(config.sessionsTopic()),
                StartOffsets.BEGINNING,
                new EachRecord(read -> accept(read, handler), breaks));
    }

    /** Completes once Kafka has acknowledged the record, so that every replica will read it; see {@link JsonTopic#write}. */
    public Uni<Void> publish(SessionRecord record) {
        return topic.write(record.sessionId(), record);
    }

    /** Passes the record on; a record without a value is ignored. */
    void accept(ConsumerRecord<byte[], byte[]> read, Consumer<SessionRecord> handler) {
        if (read.value() != null) {
            // Before sessions had generations, a record without a session ended all sessions of a user.
            topic.read(read, SessionRecord.class)
                    .filter(record -> record.sessionId() != null)
                    .ifPresent(handler);
        }
    }
}
