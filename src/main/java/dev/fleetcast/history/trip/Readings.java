package dev.fleetcast.history.trip;

import java.util.List;
import java.util.Map;

/**
 * What a message reports besides the position, as far as a trip sums it up.
 *
 * @param satellites their number; null if not known
 * @param signalPercent the strength of the mobile signal; null if not known
 * @param events the codes of its events
 * @param sensors the sensors whose value is a number
 */
public record Readings(Double satellites, Double signalPercent, List<String> events, Map<String, Double> sensors) {

    /** Nothing but the position. */
    public static final Readings NONE = new Readings(null, null, List.of(), Map.of());
}
