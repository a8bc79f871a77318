package dev.fleetcast.kafka;

import java.util.Collection;
import org.apache.kafka.clients.admin.NewTopic;

/** Declares the topics that a feature requires; {@link TopicCreation} creates them at startup. */
@FunctionalInterface
public interface RequiredTopics {

    /** Returns the topics, described with the help of {@code topics}. */
    Collection<NewTopic> describe(Topics topics);
}
