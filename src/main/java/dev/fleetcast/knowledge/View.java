package dev.fleetcast.knowledge;

/**
 * Data from Kafka or the database that a replica loads after its start. Before that it is unknown, rather than empty.
 */
public enum View {
    /** Users, clients and the fleet. */
    REGISTRY("the registry"),
    /** The ended sessions. */
    SESSIONS("ended sessions"),
    /** The streams of all replicas. */
    STREAMS("the streams of all replicas"),
    /** At least one of the feed's marks that event ids refer to. */
    MARKS("the marks of the feed"),
    /** The live replicas. */
    REPLICAS("the other replicas"),
    /** Last known positions, and the feed up to its end at startup. */
    FEED("last known positions"),
    /** The logs of channels, their receipts and presence. */
    CHANNELS("the logs of channels"),
    /** Where the log of device events ends. */
    DEVICE_EVENTS("the log of device events"),
    /** The devices' command streams, and recent commands. */
    COMMANDS("the commands of devices");

    private final String text;

    View(String text) {
        this.text = text;
    }

    /** The name in messages to callers. */
    @Override
    public String toString() {
        return text;
    }
}
