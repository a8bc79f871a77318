package dev.fleetcast.channel.archive;

import dev.fleetcast.channel.log.ChannelConfig;
import java.util.Locale;
import java.util.stream.Stream;

/** The archived topics, in the order in which a transaction processes them. */
public enum ArchivedLog {
    EVENTS,
    RECEIPTS,
    PRESENCE;

    /** The log of a topic of channels. */
    static ArchivedLog of(String topic, ChannelConfig config) {
        return Stream.of(values())
                .filter(log -> log.topic(config).equals(topic))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Not a topic of channels"));
    }

    /** The topic's name. */
    String topic(ChannelConfig config) {
        return switch (this) {
            case EVENTS -> config.eventsTopic();
            case RECEIPTS -> config.receiptsTopic();
            case PRESENCE -> config.presenceTopic();
        };
    }

    /** The log's name in the database. */
    String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
