package dev.fleetcast.device.command;

import dev.fleetcast.kafka.RequiredTopics;
import dev.fleetcast.kafka.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** The topics of commands. */
@ApplicationScoped
class CommandTopics implements RequiredTopics {

    private static final Duration COMMANDS_KEPT = Duration.ofDays(7);
    private static final Duration ANSWERS_KEPT = Duration.ofDays(1);

    private final CommandConfig config;

    CommandTopics(CommandConfig config) {
        this.config = config;
    }

    @Override
    public Collection<NewTopic> describe(Topics topics) {
        return List.of(
                keptFor(COMMANDS_KEPT, topics.feed(config.commandsTopic())),
                keptFor(ANSWERS_KEPT, topics.feed(config.commandResultsTopic())),
                topics.table(config.deviceStreamsTopic(), 1));
    }

    private NewTopic keptFor(Duration time, NewTopic topic) {
        Map<String, String> settings =
                new HashMap<>(Optional.ofNullable(topic.configs()).orElse(Map.of()));
        settings.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(time.toMillis()));
        return new NewTopic(
                        topic.name(),
                        Optional.of(config.commandsPartitions()),
                        topic.replicationFactor() < 0 ? Optional.empty() : Optional.of(topic.replicationFactor()))
                .configs(settings);
    }
}
