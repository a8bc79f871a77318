package dev.fleetcast.channel.archive;

import dev.fleetcast.channel.log.ChannelConfig;
import java.util.Locale;

/** The archived topics, in the order in which a transaction processes them. */
public enum ArchivedLog {
    EVENTS,
    RECEIPTS,
    PRESENCE;

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
