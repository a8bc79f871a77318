package dev.fleetcast.device.event.stream;

import dev.fleetcast.device.DeviceConfig;
import dev.fleetcast.kafka.RequiredTopics;
import dev.fleetcast.kafka.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;

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
        Duration afterReattach = config.reattach().multipliedBy(2);
        Duration retention = afterReattach.compareTo(RETENTION) > 0 ? afterReattach : RETENTION;
        return List.of(topics.single(config.placesTopic(), retention, SEGMENT));
    }
}
