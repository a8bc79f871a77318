package dev.fleetcast.history.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.history.answer.DayAnswer;
import dev.fleetcast.history.answer.TripAnswer;
import dev.fleetcast.history.day.DaySummaries;
import dev.fleetcast.history.day.DayTotals;
import dev.fleetcast.history.day.Span;
import dev.fleetcast.history.read.Assignments.Assignment;
import dev.fleetcast.history.read.UnitHistory;
import dev.fleetcast.history.trip.Point;
import dev.fleetcast.history.trip.Trip;
import dev.fleetcast.history.trip.TripRules;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The days of a unit, or of a role in a vehicle, with their trips. Blocks. */
@ApplicationScoped
class PastDays {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final UnitHistory history;
    private final TripRules rules;

    PastDays(UnitHistory history, TripRules rules) {
        this.history = history;
        this.rules = rules;
    }

    /** A trip and the unit that made it. */
    record UnitTrip(long unit, Trip trip) {}

    /** The trips that begin on that day. */
    List<UnitTrip> trips(PastSubject subject, LocalDate date, boolean discardableToo) {
        Span day = subject.days().day(date);
        return trips(summaries(subject, day), date, discardableToo);
    }

    ObjectNode answer(PastSubject subject, UnitTrip found, boolean explain) {
        Optional<ObjectNode> told = Optional.ofNullable(found.trip().report())
                .flatMap(report ->
                        history.message(found.unit(), subject.shown().zone(), report.filedAt(), report.digest()));
        if (told.isPresent()) {
            return TripAnswer.of(found.trip(), told.get(), rules, explain);
        }
        ObjectNode from = message(subject, found.unit(), found.trip().from());
        ObjectNode to = message(subject, found.unit(), found.trip().to());
        return TripAnswer.of(found.trip(), from, to, rules, explain);
    }

    /** One object per day, from the first to the last. */
    List<ObjectNode> days(PastSubject subject, LocalDate first, LocalDate last) {
        List<OfUnit> units = summaries(subject, subject.days().days(first, last));
        return first.datesUntil(last.plusDays(1))
                .map(date -> day(subject, units, date))
                .toList();
    }

    private ObjectNode day(PastSubject subject, List<OfUnit> units, LocalDate date) {
        List<UnitTrip> trips = trips(units, date, true);
        ObjectNode from = null;
        ObjectNode to = null;
        if (!trips.isEmpty()) {
            UnitTrip end = trips.get(trips.size() - 1);
            from = message(subject, trips.get(0).unit(), trips.get(0).trip().from());
            to = message(subject, end.unit(), end.trip().to());
        }
        DayTotals totals =
                units.stream().map(unit -> unit.summaries().totals(date)).reduce(DayTotals.NONE, DayTotals::plus);
        return DayAnswer.of(
                date, totals, trips.stream().map(UnitTrip::trip).toList(), drivers(subject, trips), from, to);
    }

    private static Collection<JsonNode> drivers(PastSubject subject, List<UnitTrip> trips) {
        return trips.stream()
                .map(found -> subject.assignments().get(found.trip().from().assignment()))
                .map(Assignment::driver)
                .filter(driver -> driver != null)
                .distinct()
                .map(PastDays::json)
                .toList();
    }

    private record OfUnit(long unit, DaySummaries summaries) {}

    private List<OfUnit> summaries(PastSubject subject, Span span) {
        Instant now = Instant.now();
        List<OfUnit> all = new ArrayList<>();
        for (long unit : subject.units()) {
            all.add(new OfUnit(
                    unit,
                    new DaySummaries(subject.days(), history.sheets(unit, span), rules, now, subject.placements())));
        }
        return all;
    }

    private List<UnitTrip> trips(List<OfUnit> units, LocalDate date, boolean discardableToo) {
        List<UnitTrip> all = new ArrayList<>();
        for (OfUnit each : units) {
            each.summaries().trips(date).stream()
                    .filter(trip -> discardableToo || !trip.isDiscardable(rules))
                    .forEach(trip -> all.add(new UnitTrip(each.unit(), trip)));
        }
        all.sort(Comparator.comparingLong(found -> found.trip().from().at()));
        return all;
    }

    private ObjectNode message(PastSubject subject, long unit, Point point) {
        return history.message(unit, subject.shown().zone(), point).orElseGet(() -> position(point));
    }

    /** What is left of a message that is no longer kept. */
    private static ObjectNode position(Point point) {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("message_type", "gps");
        message.putObject("gps")
                .put("timestamp", Instant.ofEpochMilli(point.at()).toString())
                .put("latitude", point.latitude())
                .put("longitude", point.longitude())
                .put("speed", point.speedKmh());
        return message;
    }

    private static JsonNode json(String driver) {
        try {
            return JSON.readTree(driver);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
