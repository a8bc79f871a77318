package dev.fleetcast.cluster.topic;

import dev.fleetcast.kafka.RequiredTopics;
import dev.fleetcast.kafka.Topics;
import dev.fleetcast.stream.spi.StreamConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** The topics replicas use to communicate. All carry the broker's time, the only clock that replicas share. */
@ApplicationScoped
public class ControlTopics implements RequiredTopics {

    private static final Duration COMMAND_RETENTION = Duration.ofMinutes(10);
    private final ClusterConfig config;
    private final StreamConfig streams;

    ControlTopics(ClusterConfig config, StreamConfig streams) {
        this.config = config;
        this.streams = streams;
    }

    /** How long a stream is remembered after its last write; open streams are written only once an hour. */
    public static Duration streamRetention(StreamConfig streams) {
        return streams.resumeWindow().plusHours(2);
    }

    @Override
    public Collection<NewTopic> describe(Topics topics) {
        return List.of(
                streams(topics),
                single(topics, config.commandsTopic(), COMMAND_RETENTION),
                single(topics, config.marksTopic(), config.markRetention()));
    }

    private NewTopic streams(Topics topics) {
        NewTopic table = topics.table(config.streamsTopic(), 1);
        Map<String, String> settings = new HashMap<>(table.configs());
        settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, "compact,delete");
        settings.put(
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(streamRetention(streams).toMillis()));
        return table.configs(settings);
    }

    private static NewTopic single(Topics topics, String name, Duration retention) {
        return topics.single(name, retention, retention.dividedBy(4));
    }
}
