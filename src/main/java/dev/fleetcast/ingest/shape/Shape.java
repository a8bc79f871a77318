package dev.fleetcast.ingest.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.telemetry.InvalidMessageException;
import dev.fleetcast.threading.ThreadSafe;

/** The form of the records of a topic. */
@ThreadSafe
public interface Shape {

    /** Whether the record's key names the unit, rather than the record itself. */
    boolean unitIsInKey();

    /**
     * Translates a record's value to a universal message, which names its unit in {@code device} unless the key does.
     * Does not change the value.
     *
     * @throws InvalidMessageException naming the field that prevents it
     */
    ObjectNode message(JsonNode value) throws InvalidMessageException;
}
