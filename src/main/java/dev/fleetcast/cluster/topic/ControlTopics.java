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
    private static final String BROKER_TIME = "LogAppendTime";

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
                with(
                        topics.table(config.streamsTopic(), 1),
                        Map.of(
                                TopicConfig.CLEANUP_POLICY_CONFIG,
                                "compact,delete",
                                TopicConfig.RETENTION_MS_CONFIG,
                                millis(streamRetention(streams)))),
                with(topics.single(config.commandsTopic()), keptFor(COMMAND_RETENTION)),
                with(topics.single(config.marksTopic()), keptFor(config.markRetention())));
    }

    private static Map<String, String> keptFor(Duration retention) {
        return Map.of(
                TopicConfig.RETENTION_MS_CONFIG,
                millis(retention),
                // Kafka deletes only closed segments.
                TopicConfig.SEGMENT_MS_CONFIG,
                millis(retention.dividedBy(4)));
    }

    private static NewTopic with(NewTopic topic, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(topic.configs());
        settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, BROKER_TIME);
        settings.putAll(more);
        return topic.configs(settings);
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
