package dev.fleetcast.device.store;

import dev.fleetcast.kafka.RequiredTopics;
import dev.fleetcast.kafka.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics that storing writes to. */
@ApplicationScoped
class StoreTopics implements RequiredTopics {

    private final StoreConfig config;

    StoreTopics(StoreConfig config) {
        this.config = config;
    }

    @Override
    public Collection<NewTopic> describe(Topics topics) {
        return List.of(topics.single(config.deadLetterTopic()), topics.feed(config.acksTopic()));
    }
}
