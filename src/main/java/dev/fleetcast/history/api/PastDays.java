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
import dev.fleetcast.history.read.MessagesByKey;
import dev.fleetcast.history.read.MessagesByKey.Key;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The days of a unit, or of a role in a vehicle, with their trips. Blocks. */
@ApplicationScoped
class PastDays {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final VisiblePast past;
    private final UnitHistory history;
    private final MessagesByKey messages;
    private final TripRules rules;

    PastDays(VisiblePast past, UnitHistory history, MessagesByKey messages, TripRules rules) {
        this.past = past;
        this.history = history;
        this.messages = messages;
        this.rules = rules;
    }

    /** A trip and the unit that made it. */
    record UnitTrip(long unit, Trip trip) {}

    /** The trips that begin on that day. */
    List<UnitTrip> trips(PastSubject subject, LocalDate date, boolean discardableToo) {
        Span day = subject.days().day(date);
        return trips(summaries(subject, day), date, discardableToo);
    }

    /** @param explain whether to say which rules began and ended each */
    List<ObjectNode> answers(PastSubject subject, List<UnitTrip> trips, boolean explain) {
        Ends ends = new Ends(subject, trips);
        return trips.stream().map(trip -> answer(trip, ends, explain)).toList();
    }

    private ObjectNode answer(UnitTrip found, Ends ends, boolean explain) {
        Trip trip = found.trip();
        return ends.report(found)
                .map(report -> TripAnswer.of(trip, report, rules, explain))
                .orElseGet(() -> TripAnswer.of(trip, ends.from(found), ends.to(found), rules, explain));
    }

    /** One object per day, from the first to the last. */
    List<ObjectNode> days(PastSubject subject, LocalDate first, LocalDate last) {
        List<OfUnit> units = summaries(subject, subject.days().days(first, last));
        Map<LocalDate, List<UnitTrip>> trips = new TreeMap<>();
        first.datesUntil(last.plusDays(1)).forEach(date -> trips.put(date, trips(units, date, true)));
        Ends ends = new Ends(
                subject, trips.values().stream().flatMap(PastDays::outermost).toList());
        List<ObjectNode> days = new ArrayList<>();
        trips.forEach((date, ofDay) -> days.add(day(subject, units, date, ofDay, ends)));
        return days;
    }

    private static Stream<UnitTrip> outermost(List<UnitTrip> trips) {
        return trips.isEmpty() ? Stream.empty() : Stream.of(trips.get(0), trips.get(trips.size() - 1));
    }

    private static ObjectNode day(
            PastSubject subject, List<OfUnit> units, LocalDate date, List<UnitTrip> trips, Ends ends) {
        ObjectNode from = trips.isEmpty() ? null : ends.from(trips.get(0));
        ObjectNode to = trips.isEmpty() ? null : ends.to(trips.get(trips.size() - 1));
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

    /** The messages at the ends of trips, and those that reported trips; read together. */
    private final class Ends {

        private final Map<Long, Map<Key, ObjectNode>> found;

        Ends(PastSubject subject, List<UnitTrip> trips) {
            Map<Long, Set<Key>> wanted = new HashMap<>();
            for (UnitTrip each : trips) {
                Set<Key> keys = wanted.computeIfAbsent(each.unit(), first -> new HashSet<>());
                Trip trip = each.trip();
                keys.add(Key.of(trip.from()));
                keys.add(Key.of(trip.to()));
                if (trip.report() != null) {
                    keys.add(Key.of(trip.report()));
                }
            }
            found = messages.ofUser(past.user(), wanted, any -> subject.shown().zone());
        }

        Optional<ObjectNode> report(UnitTrip of) {
            return Optional.ofNullable(of.trip().report()).flatMap(report -> message(of.unit(), Key.of(report)));
        }

        ObjectNode from(UnitTrip of) {
            return message(of.unit(), of.trip().from());
        }

        ObjectNode to(UnitTrip of) {
            return message(of.unit(), of.trip().to());
        }

        private ObjectNode message(long unit, Point point) {
            return message(unit, Key.of(point)).orElseGet(() -> position(point));
        }

        /** A copy: a message may be the end of one trip and the beginning of the next. */
        private Optional<ObjectNode> message(long unit, Key key) {
            return Optional.ofNullable(found.get(unit).get(key)).map(ObjectNode::deepCopy);
        }
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
