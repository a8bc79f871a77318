package dev.fleetcast.device.event.group;

import dev.fleetcast.device.DeviceConfig;
import dev.fleetcast.kafka.RequiredTopics;
import dev.fleetcast.kafka.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** The topic through which replicas agree on who in a group sends what. One partition, so that its order is one. */
@ApplicationScoped
class GroupsTopic implements RequiredTopics {

    private static final Duration RETENTION = Duration.ofHours(6);
    private static final Duration SEGMENT = Duration.ofHours(1);

    private final DeviceConfig config;

    GroupsTopic(DeviceConfig config) {
        this.config = config;
    }

    @Override
    public Collection<NewTopic> describe(Topics topics) {
        NewTopic topic = topics.single(config.groupsTopic());
        Map<String, String> settings = new HashMap<>(topic.configs());
        settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        settings.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(RETENTION.toMillis()));
        settings.put(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(SEGMENT.toMillis()));
        return List.of(topic.configs(settings));
    }
}
