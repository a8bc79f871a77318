package dev.fleetcast.device.sink;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Storing device events in a document store. */
@ConfigMapping(prefix = "fleetcast.device.sinks.mongodb")
public interface MongoConfig {

    /**
     * The connection string of a document store that speaks MongoDB's wire protocol, and stores device events too;
     * without one, nothing of this is active.
     */
    Optional<String> url();

    /** The database of the document store. */
    @WithDefault("fleetcast")
    String database();

    /** The collection that gets a document for each event. */
    @WithDefault("device_events")
    String collection();
}
