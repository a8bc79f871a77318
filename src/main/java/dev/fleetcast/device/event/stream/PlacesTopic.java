package dev.fleetcast.device.event.stream;

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

/** The topic through which replicas hand over the places of streams. One partition, so that its order is one. */
@ApplicationScoped
class PlacesTopic implements RequiredTopics {

    private static final Duration RETENTION = Duration.ofHours(1);
    private static final Duration SEGMENT = Duration.ofMinutes(10);

    private final DeviceConfig config;

    PlacesTopic(DeviceConfig config) {
        this.config = config;
    }

    @Override
    public Collection<NewTopic> describe(Topics topics) {
        NewTopic topic = topics.single(config.placesTopic());
        Map<String, String> settings = new HashMap<>(topic.configs());
        settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        long retention =
                Math.max(RETENTION.toMillis(), config.reattach().multipliedBy(2).toMillis());
        settings.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention));
        settings.put(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(SEGMENT.toMillis()));
        return List.of(topic.configs(settings));
    }
}
