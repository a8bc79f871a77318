package dev.fleetcast.channel;

import java.util.Locale;

/** The topics that are archived, in the order in which a transaction deals with them. */
enum ArchivedLog {
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

    /** What it is called in the database. */
    String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
