package dev.fleetcast.device;

import dev.fleetcast.kafka.RequiredTopics;
import dev.fleetcast.kafka.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics of device events, and those through which replicas agree on who gets them. */
@ApplicationScoped
class DeviceTopics implements RequiredTopics {

    private static final Duration GROUPS_RETENTION = Duration.ofHours(6);
    private static final Duration GROUPS_SEGMENT = Duration.ofHours(1);
    private static final Duration PLACES_RETENTION = Duration.ofHours(1);
    private static final Duration PLACES_SEGMENT = Duration.ofMinutes(10);

    private final DeviceConfig config;

    DeviceTopics(DeviceConfig config) {
        this.config = config;
    }

    @Override
    public Collection<NewTopic> describe(Topics topics) {
        return List.of(
                events(topics),
                // One partition each, so that their order is one.
                topics.single(config.groupsTopic(), GROUPS_RETENTION, GROUPS_SEGMENT),
                topics.single(config.placesTopic(), placesRetention(), PLACES_SEGMENT));
    }

    /** The key is the coreid, so that a device's events keep their order. */
    private NewTopic events(Topics topics) {
        NewTopic feed = topics.feed(config.eventsTopic());
        return new NewTopic(feed.name(), config.eventsPartitions(), feed.replicationFactor());
    }

    private Duration placesRetention() {
        Duration afterReattach = config.reattach().multipliedBy(2);
        return afterReattach.compareTo(PLACES_RETENTION) > 0 ? afterReattach : PLACES_RETENTION;
    }
}
