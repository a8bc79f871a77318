package dev.fleetcast.ingest.shape;

import com.fasterxml.jackson.core.JsonPointer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A mapping, checked.
 *
 * @param unit empty if the record's key names the unit
 * @param time the place and form of the time
 * @param speedFactor what makes km/h of the speed
 * @param gps places of numbers, by their field in {@code gps}
 * @param sensors places of sensors, by name
 * @param constants text members of every message
 */
record Mapping(
        Optional<JsonPointer> unit,
        Optional<MappedTime> time,
        Optional<JsonPointer> speed,
        BigDecimal speedFactor,
        Map<String, JsonPointer> gps,
        Optional<JsonPointer> ignition,
        Optional<JsonPointer> events,
        Map<String, JsonPointer> sensors,
        Map<String, String> constants) {

    private static final Map<String, BigDecimal> SPEED_UNITS = Map.of(
            "km/h", BigDecimal.ONE,
            "m/s", new BigDecimal("3.6"),
            "knots", new BigDecimal("1.852"),
            "mph", new BigDecimal("1.609344"));

    /** @throws IllegalArgumentException naming the setting that is wrong */
    static Mapping of(MappingConfig config) {
        BigDecimal factor = SPEED_UNITS.get(config.speedUnit());
        if (factor == null) {
            throw new IllegalArgumentException("speed-unit must be one of km/h, m/s, knots, mph");
        }
        return new Mapping(
                config.unit().map(Mapping::pointer),
                config.time().map(place -> MappedTime.of(pointer(place), config.timeFormat(), config.timeZone())),
                config.speed().map(Mapping::pointer),
                factor,
                numbers(config),
                config.ignition().map(Mapping::pointer),
                config.events().map(Mapping::pointer),
                pointers(config.sensors()),
                Map.copyOf(config.constants()));
    }

    /** The places of all mapped values. */
    List<JsonPointer> places() {
        return Stream.of(
                        unit().stream(),
                        time().map(MappedTime::place).stream(),
                        speed().stream(),
                        ignition().stream(),
                        events().stream(),
                        gps().values().stream(),
                        sensors().values().stream())
                .flatMap(places -> places)
                .toList();
    }

    private static Map<String, JsonPointer> numbers(MappingConfig config) {
        Map<String, Optional<String>> places = Map.of(
                "latitude", config.latitude(),
                "longitude", config.longitude(),
                "heading", config.heading(),
                "odometer", config.odometer());
        return places.entrySet().stream()
                .filter(place -> place.getValue().isPresent())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, place -> pointer(place.getValue().get())));
    }

    private static Map<String, JsonPointer> pointers(Map<String, String> places) {
        return places.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, place -> pointer(place.getValue())));
    }

    private static JsonPointer pointer(String place) {
        try {
            return JsonPointer.compile(place);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(place + " is not a JSON pointer, which begins with a slash");
        }
    }
}
