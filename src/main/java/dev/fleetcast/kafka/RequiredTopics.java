package dev.fleetcast.kafka;

import java.util.Collection;
import org.apache.kafka.clients.admin.NewTopic;

/** A bean of this type names the topics its feature cannot work without; {@link TopicCreation} sees to them at start. */
@FunctionalInterface
public interface RequiredTopics {

    /** The topics, described with the help of {@code topics}. */
    Collection<NewTopic> describe(Topics topics);
}
