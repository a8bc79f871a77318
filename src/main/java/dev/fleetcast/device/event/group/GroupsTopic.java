package dev.fleetcast.device.event.group;

import dev.fleetcast.device.DeviceConfig;
import dev.fleetcast.kafka.RequiredTopics;
import dev.fleetcast.kafka.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;

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
        return List.of(topics.single(config.groupsTopic(), RETENTION, SEGMENT));
    }
}
