package dev.fleetcast.benchmark;

import java.util.List;
import java.util.Map;

/** Starts contestants by name. */
final class Contestants {

    /** The application with a tick that combines more events into one write. */
    static final String WITH_TICK = "fleetcast-20ms";

    /** The application without its recorder: peers keep no history. */
    static final String UNRECORDED = "fleetcast-unrecorded";

    /** The application without the end of slow streams, to measure the memory of such a stream. */
    static final String PATIENT = "fleetcast-patient";

    /** The application over TLS, one connection per stream. */
    static final String OVER_TLS = "fleetcast-tls";

    /** The application over HTTP/2, many streams per connection. */
    static final String OVER_HTTP_2 = "fleetcast-h2";

    /** The application, whose streams follow areas in place of units. */
    static final String WITH_AREAS = "fleetcast-areas";

    /** A server that only keeps connections, to measure their memory. */
    static final String EMPTY_SINK = "empty-sink";

    /** The default contestants. */
    static final List<String> ALL = List.of(
            "fleetcast",
            "nchan",
            "pushpin",
            "quarkus-multi",
            "webflux",
            WITH_TICK,
            UNRECORDED,
            OVER_TLS,
            OVER_HTTP_2,
            WITH_AREAS,
            EMPTY_SINK);

    private Contestants() {}

    /** How to request its streams. */
    static Transport transport(String name) {
        return switch (name) {
            case OVER_TLS -> Transport.TLS;
            case OVER_HTTP_2 -> Transport.HTTP_2;
            default -> Transport.HTTP_1;
        };
    }

    /**
     * Starts a contestant that accepts connections when this returns.
     *
     * @param units the number of units, numbered from 1
     * @throws IllegalStateException naming the package to install when a program is missing
     */
    static Contestant start(String name, Arena arena, int units) {
        return switch (name) {
            case "fleetcast" -> Fleetcast.start(name, arena, units, Map.of());
            case WITH_TICK -> Fleetcast.start(name, arena, units, Map.of("FLEETCAST_STREAM_FLUSH_INTERVAL", "PT0.02S"));
            case UNRECORDED -> Fleetcast.start(name, arena, units, Map.of("FLEETCAST_RECORDER_ENABLED", "false"));
            case PATIENT -> Fleetcast.start(name, arena, units, Map.of("FLEETCAST_STREAM_SLOW_TIMEOUT", "PT10M"));
            case OVER_TLS -> Fleetcast.start(name, arena, units, Certificate.settings(arena.directory()));
            case OVER_HTTP_2 -> Fleetcast.start(name, arena, units, Map.of());
            // All areas are one user's.
            case WITH_AREAS -> Fleetcast.start(name, arena, units, Map.of("FLEETCAST_MEMORY_PER_USER_PERCENT", "100"));
            case "nchan" -> Nchan.start(arena, units);
            case "pushpin" -> Pushpin.start(arena, units);
            case "quarkus-multi" -> PlainQuarkus.start(arena, units);
            case EMPTY_SINK -> PlainQuarkus.startEmptySink(arena);
            case "webflux" -> WebFlux.start(arena, units);
            default -> throw new IllegalArgumentException("unknown contestant: " + name);
        };
    }
}
