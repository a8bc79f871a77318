package dev.fleetcast.device.value;

import dev.fleetcast.kafka.RequiredTopics;
import dev.fleetcast.kafka.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;

/** The topic of values. */
@ApplicationScoped
class ValueTopics implements RequiredTopics {

    private static final int PARTITIONS = 1;

    private final ValueConfig config;

    ValueTopics(ValueConfig config) {
        this.config = config;
    }

    @Override
    public Collection<NewTopic> describe(Topics topics) {
        return List.of(topics.table(config.valuesTopic(), PARTITIONS));
    }
}
