package dev.fleetcast.history.answer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.history.day.DayTotals;
import dev.fleetcast.history.trip.Movement;
import dev.fleetcast.history.trip.TripStart;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Set;

/** What an extended message says of the trips of its unit: {@code day_trip_no} and {@code active_trip}. */
public final class ActiveTripAnswer {

    private static final DateTimeFormatter LOCAL_TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendOffset("+HH:MM", "+00:00")
            .toFormatter();

    private static final String NUMBER = "day_trip_no";
    private static final String TRIP = "active_trip";

    /** The members of a message that it adds. */
    public static final Set<String> MEMBERS = Set.of(NUMBER, TRIP);

    private ActiveTripAnswer() {}

    /**
     * Adds both to the message, unless its sender has.
     *
     * @param number how many trips have begun on the message's local day
     * @param start of the trip that the message is in; null for none
     * @param movement of that trip, to its last movement; null for none
     */
    public static void addTo(ObjectNode message, long number, TripStart start, Movement movement, ZoneId zone) {
        if (!message.hasNonNull(NUMBER)) {
            message.put(NUMBER, number);
        }
        if (!message.hasNonNull(TRIP)) {
            message.set(TRIP, start == null ? null : trip(start, movement, zone));
        }
    }

    private static ObjectNode trip(TripStart start, Movement movement, ZoneId zone) {
        DayTotals totals = DayTotals.of(movement);
        ObjectNode trip = JsonNodeFactory.instance
                .objectNode()
                .put("distance_km", Rounded.kilometers(totals.meters()))
                .put("max_speed", Rounded.measured(totals.maxKmh()))
                .put("avg_speed", Rounded.measured(totals.averageKmh()))
                .putNull("start_address")
                .put("started_at", Instant.ofEpochMilli(start.at()).atZone(zone).format(LOCAL_TIME));
        Durations.texts(totals, trip.putObject("durations"));
        return trip;
    }
}
