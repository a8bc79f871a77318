package dev.fleetcast.knowledge;

/** A picture of Kafka or the database that a replica draws after its start. Until then it is not known, rather than empty. */
public enum View {
    /** Users, clients and the fleet. */
    REGISTRY("the registry"),
    /** Which sessions have ended. */
    SESSIONS("ended sessions"),
    /** The streams of all replicas. */
    STREAMS("the streams of all replicas"),
    /** The points of the feed that event ids refer to, at least one of them. */
    MARKS("the marks of the feed"),
    /** Which replicas are alive. */
    REPLICAS("the other replicas"),
    /** Last known positions, and the feed up to where it ended at the start. */
    FEED("last known positions"),
    /** The logs of channels, their receipts and who is present. */
    CHANNELS("the logs of channels");

    private final String text;

    View(String text) {
        this.text = text;
    }

    /** As it stands in a sentence for the caller. */
    @Override
    public String toString() {
        return text;
    }
}
