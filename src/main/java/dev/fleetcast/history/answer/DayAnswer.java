package dev.fleetcast.history.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.history.day.DayTotals;
import dev.fleetcast.history.trip.Trip;
import dev.fleetcast.history.trip.TripSums;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/** The summary of a day in the shape of a {@code daily} message. */
public final class DayAnswer {

    private DayAnswer() {}

    /**
     * @param trips those that begin on the day, in their order
     * @param drivers who drove
     * @param from the first extended message of the first trip; null for none
     * @param to the last one of the last trip; null for none
     */
    public static ObjectNode of(
            LocalDate date,
            DayTotals totals,
            List<Trip> trips,
            Collection<JsonNode> drivers,
            ObjectNode from,
            ObjectNode to) {
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("message_ver", 1)
                .put("message_type", "daily")
                .put("date", date.toString())
                .put("trip_count", totals.trips());
        answer.putArray("drivers").addAll(drivers);
        answer.set("from", from);
        answer.set("to", to);
        TripSums sums = trips.stream().map(Trip::sums).reduce(TripSums.NONE, TripSums::plus);
        String start =
                trips.isEmpty() ? null : TripAnswer.time(trips.get(0).from().at());
        answer.set("summary", SummaryAnswer.of(totals, sums, speed(totals, sums), start));
        return answer;
    }

    /** Driving over midnight has a speed on a day on which no trip begins. */
    private static ObjectNode speed(DayTotals totals, TripSums sums) {
        if (totals.drivingSeconds() == 0) {
            return JsonNodeFactory.instance
                    .objectNode()
                    .putNull("min")
                    .putNull("max")
                    .putNull("avg");
        }
        ObjectNode speed = SummaryAnswer.range(0, totals.maxKmh(), totals.averageKmh());
        return speed.put(
                "min",
                sums.speed() == null ? null : Rounded.measured(sums.speed().min()));
    }
}
