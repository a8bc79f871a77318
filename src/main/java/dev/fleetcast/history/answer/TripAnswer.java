package dev.fleetcast.history.answer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.history.day.DayTotals;
import dev.fleetcast.history.trip.Range;
import dev.fleetcast.history.trip.Trip;
import dev.fleetcast.history.trip.TripRules;
import dev.fleetcast.history.trip.TripSums;
import java.time.Instant;
import java.util.Locale;

/** A trip in the shape of a {@code trip} message. */
public final class TripAnswer {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private TripAnswer() {}

    /**
     * @param from the extended message with which it began
     * @param to the extended message with which it ended, or came this far
     * @param explain whether to say which rules began and ended it
     */
    public static ObjectNode of(Trip trip, ObjectNode from, ObjectNode to, TripRules rules, boolean explain) {
        ObjectNode answer = JSON.objectNode().put("message_ver", 1).put("message_type", "trip");
        answer.set("driver", from.path("driver").isObject() ? from.get("driver") : JSON.nullNode());
        answer.put("stationary_from", trip.isActive() ? null : time(trip.to().at()));
        answer.set("from", from);
        answer.set("to", to);
        answer.put("active", trip.isActive())
                .put("discardable", trip.isDiscardable(rules))
                .put("revision", trip.revision());
        answer.set("summary", summary(trip));
        return explain ? explained(answer, trip) : answer;
    }

    /** @param told the extended message that told of the trip; is changed */
    public static ObjectNode of(Trip trip, ObjectNode told, TripRules rules, boolean explain) {
        told.put("active", trip.isActive())
                .put("discardable", trip.isDiscardable(rules))
                .put("revision", trip.revision());
        return explain ? explained(told, trip) : told;
    }

    private static ObjectNode explained(ObjectNode answer, Trip trip) {
        answer.putObject("explain")
                .put("began", trip.began().name().toLowerCase(Locale.ROOT))
                .put("ended", trip.ended().name().toLowerCase(Locale.ROOT));
        return answer;
    }

    private static ObjectNode summary(Trip trip) {
        TripSums sums = trip.sums();
        DayTotals totals = DayTotals.of(sums.movement());
        Range speed = sums.speed();
        return SummaryAnswer.of(
                totals,
                sums,
                speed == null ? null : SummaryAnswer.range(speed.min(), speed.max(), totals.averageKmh()),
                time(trip.from().at()));
    }

    static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
