package dev.fleetcast.ingest.record;

/**
 * The topic with what this deployment itself finds in the feed: messages about units, whose key is the id of the unit. All
 * replicas deliver it like the feed; it is not recorded again.
 */
public interface FindingsTopic {

    /** Its name. */
    String name();
}
