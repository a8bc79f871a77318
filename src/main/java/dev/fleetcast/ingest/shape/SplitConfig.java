package dev.fleetcast.ingest.shape;

/** How the records of a topic, which have several messages each, are split. */
public interface SplitConfig {

    /** The place of the array with one object for each message, a JSON pointer (RFC 6901). */
    String records();

    /** The topic of the feed that gets a record for each of them. */
    String into();
}
