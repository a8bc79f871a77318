package dev.fleetcast.history.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.history.day.DayTotals;
import dev.fleetcast.history.trip.Range;
import dev.fleetcast.history.trip.TripSums;

/** The {@code summary} of a trip or of a day. */
final class SummaryAnswer {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private SummaryAnswer() {}

    /**
     * @param totals what adds up
     * @param sums what was measured
     * @param speed null if it was not measured
     * @param tripStart the time at which the trip began, or the first of the day; null for none
     */
    static ObjectNode of(DayTotals totals, TripSums sums, ObjectNode speed, String tripStart) {
        ObjectNode summary = JSON.objectNode();
        ObjectNode gps = summary.putObject("gps").put("distance_km", Rounded.kilometers(totals.meters()));
        gps.set("speed", speed);
        gps.set("satellites", range(sums.satellites()));
        summary.putObject("gsm").set("signal_str", range(sums.signalPercent()));
        ArrayNode events = summary.putArray("events");
        sums.events().forEach((code, count) -> events.addArray().add(code).add(count));
        Durations.of(totals, summary.putObject("durations")).put("trip_start", tripStart);
        summary.putObject("distances")
                .put("total", Rounded.kilometers(totals.meters()))
                .put("speeding", Rounded.kilometers(totals.speedingMeters()));
        ArrayNode sensors = summary.putArray("sensor_ranges");
        sums.sensors().forEach((name, values) -> sensors.add(range(values).put("name", name)));
        return summary.put("furthest_point", Rounded.kilometers(sums.furthestMeters()));
    }

    /** Returns null if nothing was measured. */
    static ObjectNode range(Range range) {
        return range == null ? null : range(range.min(), range.max(), range.average());
    }

    static ObjectNode range(double min, double max, double average) {
        return JSON.objectNode()
                .put("min", Rounded.measured(min))
                .put("max", Rounded.measured(max))
                .put("avg", Rounded.measured(average));
    }
}
