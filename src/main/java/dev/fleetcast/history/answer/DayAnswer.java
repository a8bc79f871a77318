package dev.fleetcast.history.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.history.day.DayTotals;
import java.time.LocalDate;
import java.util.Collection;

/** The summary of a day in the shape of a {@code daily} message. */
public final class DayAnswer {

    private DayAnswer() {}

    /**
     * @param drivers who drove
     * @param from the first extended message of the day's movement; null for none
     * @param to the last one; null for none
     */
    public static ObjectNode of(
            LocalDate date, DayTotals totals, Collection<JsonNode> drivers, ObjectNode from, ObjectNode to) {
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("message_ver", 1)
                .put("message_type", "daily")
                .put("date", date.toString())
                .put("trip_count", totals.trips());
        answer.putArray("drivers").addAll(drivers);
        answer.set("from", from);
        answer.set("to", to);
        ObjectNode summary = answer.putObject("summary");
        boolean moved = totals.drivingSeconds() > 0;
        summary.putObject("gps")
                .put("distance_km", Rounded.kilometers(totals.meters()))
                .putObject("speed")
                .put("max", moved ? Rounded.measured(totals.maxKmh()) : null)
                .put("avg", moved ? Rounded.measured(totals.averageKmh()) : null);
        Durations.of(totals, summary.putObject("durations"));
        summary.putObject("distances")
                .put("total", Rounded.kilometers(totals.meters()))
                .put("speeding", Rounded.kilometers(totals.speedingMeters()));
        return answer;
    }
}
