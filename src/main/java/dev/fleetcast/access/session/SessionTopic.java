package dev.fleetcast.access.session;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetcast.access.AccessConfig;
import dev.fleetcast.kafka.EachRecord;
import dev.fleetcast.kafka.RequiredTopics;
import dev.fleetcast.kafka.StartOffsets;
import dev.fleetcast.kafka.TopicReader;
import dev.fleetcast.kafka.TopicSource;
import dev.fleetcast.kafka.Topics;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
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
import org.jboss.logging.Logger;

/** The sessions topic: records reach every replica, including the one that wrote them. */
@ApplicationScoped
public class SessionTopic implements RequiredTopics {

    private static final Logger LOG = Logger.getLogger(SessionTopic.class);

    private final AccessConfig config;
    private final TopicSource source;
    private final ObjectMapper json;
    private final MutinyEmitter<Record<String, String>> out;

    SessionTopic(
            AccessConfig config,
            TopicSource source,
            ObjectMapper json,
            @Channel("sessions-out") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 4096)
                    MutinyEmitter<Record<String, String>> out) {
        this.config = config;
        this.source = source;
        this.json = json;
        this.out = out;
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

    /** A reader, not yet started, that passes all existing and future records to the handler, on its own thread. */
    public TopicReader reader(Consumer<SessionRecord> handler) {
        return new TopicReader(
                "fleetcast-sessions",
                source,
                Set.of(config.sessionsTopic()),
                StartOffsets.BEGINNING,
                new EachRecord(read -> accept(read, handler)));
    }

    /**
     * Completes once Kafka has acknowledged the record, so that every replica will read it; fails if Kafka does not
     * acknowledge it within a few seconds.
     */
    public Uni<Void> publish(SessionRecord told) {
        try {
            return out.send(Record.of(told.sessionId(), json.writeValueAsString(told)));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void accept(ConsumerRecord<byte[], byte[]> read, Consumer<SessionRecord> handler) {
        if (read.value() == null) {
            return;
        }
        SessionRecord told;
        try {
            told = json.readValue(read.value(), SessionRecord.class);
        } catch (IOException unreadable) {
            LOG.warnf("%s: record %d is unreadable and was skipped", read.topic(), (Object) read.offset());
            return;
        }
        // Before sessions had generations, a record without a session ended all sessions of a user.
        if (told != null && told.sessionId() != null) {
            handler.accept(told);
        }
    }
}
