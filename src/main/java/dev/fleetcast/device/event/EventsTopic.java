package dev.fleetcast.device.event;

import dev.fleetcast.device.DeviceConfig;
import dev.fleetcast.kafka.RequiredTopics;
import dev.fleetcast.kafka.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;

/** The topic of all device events. The key is the coreid, so that a device's events keep their order. */
@ApplicationScoped
class EventsTopic implements RequiredTopics {

    private final DeviceConfig config;

    EventsTopic(DeviceConfig config) {
        this.config = config;
    }

    @Override
    public Collection<NewTopic> describe(Topics topics) {
        NewTopic feed = topics.feed(config.eventsTopic());
        return List.of(new NewTopic(feed.name(), config.eventsPartitions(), feed.replicationFactor()));
    }
}
