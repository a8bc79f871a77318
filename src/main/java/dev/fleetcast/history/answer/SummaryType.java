package dev.fleetcast.history.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.history.day.DayTotals;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** The property of each unit or vehicle in a list of summaries. */
public enum SummaryType {
    DISTANCES("distances", "distance_km", Kind.KILOMETERS, DayTotals::meters),
    MAX_SPEED("max-speed", "max_speed", Kind.MAX_SPEED, totals -> 0),
    AVG_SPEED("avg-speed", "avg_speed", Kind.AVERAGE_SPEED, totals -> 0),
    SPEEDING_DISTANCES("speeding-distances", "speeding_distance", Kind.KILOMETERS, DayTotals::speedingMeters),
    SPEEDING_DURATIONS("speeding-durations", "speeding_duration", Kind.DURATION, DayTotals::speedingSeconds),
    DRIVING_DURATIONS("driving-durations", "driving_duration", Kind.DURATION, DayTotals::drivingSeconds),
    IDLING_DURATIONS("idling-durations", "idling_duration", Kind.DURATION, DayTotals::idlingSeconds),
    ENGINE_HOURS("engine-hours", "engine_hours", Kind.DURATION, DayTotals::engineSeconds),
    TRIP_COUNT("trip-count", "trip_count", Kind.COUNT, DayTotals::trips);

    private enum Kind {
        KILOMETERS,
        MAX_SPEED,
        AVERAGE_SPEED,
        DURATION,
        COUNT
    }

    private final String path;
    private final String property;
    private final Kind kind;
    private final ToLongFunction<DayTotals> value;

    SummaryType(String path, String property, Kind kind, ToLongFunction<DayTotals> value) {
        this.path = path;
        this.property = property;
        this.kind = kind;
        this.value = value;
    }

    /** Finds the type with that name in the path of a request. */
    public static Optional<SummaryType> of(String path) {
        return Arrays.stream(values()).filter(type -> type.path.equals(path)).findFirst();
    }

    /** Adds the property to a row. Without data it is zero; a speed is null. */
    public void put(DayTotals totals, ObjectNode row) {
        boolean moved = totals.drivingSeconds() > 0;
        switch (kind) {
            case KILOMETERS -> row.put(property, Rounded.kilometers(value.applyAsLong(totals)));
            case DURATION -> row.put(property, Durations.text(value.applyAsLong(totals)));
            case COUNT -> row.put(property, value.applyAsLong(totals));
            case MAX_SPEED -> row.put(property, moved ? Rounded.measured(totals.maxKmh()) : null);
            case AVERAGE_SPEED -> row.put(property, moved ? Rounded.measured(totals.averageKmh()) : null);
        }
    }
}
