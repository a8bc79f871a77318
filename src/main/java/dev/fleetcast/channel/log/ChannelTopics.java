package dev.fleetcast.channel.log;

import dev.fleetcast.kafka.RequiredTopics;
import dev.fleetcast.kafka.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** The topics of channels. All use the broker's time, the only clock common to all replicas. */
@ApplicationScoped
public class ChannelTopics implements RequiredTopics {

    /** The version of the records of receipts. */
    public static final int RECEIPTS_VERSION = 1;

    /** The version of the records of presence. */
    public static final int PRESENCE_VERSION = 1;

    private static final String BROKER_TIME = "LogAppendTime";

    private final ChannelConfig config;

    ChannelTopics(ChannelConfig config) {
        this.config = config;
    }

    @Override
    public Collection<NewTopic> describe(Topics topics) {
        return List.of(
                byBrokerTime(topics.single(config.eventsTopic())),
                byBrokerTime(topics.single(config.receiptsTopic())),
                byBrokerTime(topics.table(config.presenceTopic(), 1)));
    }

    private static NewTopic byBrokerTime(NewTopic topic) {
        Map<String, String> settings = new HashMap<>(topic.configs());
        settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, BROKER_TIME);
        return topic.configs(settings);
    }
}
