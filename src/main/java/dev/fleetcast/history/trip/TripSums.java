package dev.fleetcast.history.trip;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/**
 * What a trip adds up to. Immutable.
 *
 * @param movement its legs
 * @param speed of its points, in km/h; null if none is known
 * @param satellites likewise
 * @param signalPercent the strength of the mobile signal, likewise
 * @param events the number of events, by code
 * @param sensors by name
 * @param furthestMeters the largest distance from where it began, as the crow flies
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TripSums(
        Movement movement,
        Range speed,
        Range satellites,
        Range signalPercent,
        SortedMap<String, Integer> events,
        SortedMap<String, Range> sensors,
        long furthestMeters) {

    /** Further events and sensors are not summed up: devices may send any names. */
    private static final int MAX_NAMES = 64;

    /** Nothing. */
    public static final TripSums NONE = new TripSums(Movement.NONE, null, null, null, null, null, 0);

    public TripSums {
        events = events == null ? new TreeMap<>() : events;
        sensors = sensors == null ? new TreeMap<>() : sensors;
    }

    static TripSums of(Point point, Point start) {
        Readings readings = point.readings() == null ? Readings.NONE : point.readings();
        SortedMap<String, Integer> events = new TreeMap<>();
        readings.events().forEach(code -> events.merge(code, 1, Integer::sum));
        SortedMap<String, Range> sensors = new TreeMap<>();
        readings.sensors().forEach((name, value) -> sensors.put(name, Range.of(value)));
        return new TripSums(
                point.speedKmh() == null ? Movement.NONE : Movement.atSpeed(point.speedKmh()),
                range(point.speedKmh()),
                range(readings.satellites()),
                range(readings.signalPercent()),
                events,
                sensors,
                Math.round(start.metersTo(point)));
    }

    static TripSums of(Movement movement) {
        return new TripSums(movement, null, null, null, null, null, 0);
    }

    /** Adds the other. */
    public TripSums plus(TripSums other) {
        return new TripSums(
                movement.plus(other.movement),
                plus(speed, other.speed),
                plus(satellites, other.satellites),
                plus(signalPercent, other.signalPercent),
                plus(events, other.events, Integer::sum),
                plus(sensors, other.sensors, Range::plus),
                Math.max(furthestMeters, other.furthestMeters));
    }

    private static Range range(Double value) {
        return value == null ? null : Range.of(value);
    }

    private static Range plus(Range one, Range other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.plus(other);
    }

    private static <T> SortedMap<String, T> plus(Map<String, T> one, Map<String, T> other, BinaryOperator<T> sum) {
        SortedMap<String, T> both = new TreeMap<>(one);
        other.forEach((name, value) -> {
            if (both.size() < MAX_NAMES || both.containsKey(name)) {
                both.merge(name, value, sum);
            }
        });
        return both;
    }
}
