package dev.fleetcast.history.recorder;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.fleet.UnitDirectory;
import dev.fleetcast.history.answer.TripAnswer;
import dev.fleetcast.history.read.UnitHistory;
import dev.fleetcast.history.trip.Point;
import dev.fleetcast.history.trip.Trip;
import dev.fleetcast.history.trip.TripRules;
import dev.fleetcast.telemetry.UnitId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Publishes the trips that the recorder finds finished, and those that late points have changed. Blocks. */
@ApplicationScoped
class TripMessages {

    private final UnitHistory history;
    private final UnitDirectory directory;
    private final TripRules rules;
    private final RecorderOutput output;
    private final RecorderMetrics metrics;

    TripMessages(
            UnitHistory history,
            UnitDirectory directory,
            TripRules rules,
            RecorderOutput output,
            RecorderMetrics metrics) {
        this.history = history;
        this.directory = directory;
        this.rules = rules;
        this.output = output;
        this.metrics = metrics;
    }

    /** @param found by unit */
    void publish(Map<Long, List<Trip>> found) {
        found.forEach((unit, trips) -> {
            ZoneId zone =
                    directory.byId(new UnitId(unit)).map(FleetUnit::timezone).orElse(ZoneOffset.UTC);
            for (Trip trip : trips) {
                output.trip(unit, json(unit, zone, trip));
            }
            metrics.trips(trips.size());
        });
    }

    private byte[] json(long unit, ZoneId zone, Trip trip) {
        ObjectNode from = message(unit, zone, trip.from());
        ObjectNode to = message(unit, zone, trip.to());
        ObjectNode answer = TripAnswer.of(trip, from, to, rules, false);
        answer.put("message_ver", 1).put("unit_id", unit);
        answer.set("device", to.path("device"));
        answer.set("vehicle", to.path("vehicle"));
        return answer.toString().getBytes(StandardCharsets.UTF_8);
    }

    private ObjectNode message(long unit, ZoneId zone, Point point) {
        return history.message(unit, zone, point).orElseGet(JsonNodeFactory.instance::objectNode);
    }
}
