package dev.fleetcast.history.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.history.day.Span;
import dev.fleetcast.history.format.PastMessage;
import dev.fleetcast.history.read.UnitHistory.Receiver;
import dev.fleetcast.history.read.UnitHistory.Wanted;
import dev.fleetcast.history.stored.StoredMessage;
import dev.fleetcast.history.trip.MessageDigest;
import dev.fleetcast.history.trip.Point;
import dev.fleetcast.history.trip.PointReader;
import dev.fleetcast.history.trip.Trip;
import dev.fleetcast.history.trip.TripRules;
import dev.fleetcast.telemetry.InvalidMessageException;
import dev.fleetcast.telemetry.MessageDecoder;
import dev.fleetcast.telemetry.TelemetryMessage;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** One reading of past messages, from the first to the last. Not thread-safe. */
final class PastReading {

    private final MessageDecoder decoder = new MessageDecoder();
    private final Repeats repeats = new Repeats(this::digest);
    private final PictureRows pictures;
    /** The members that are decoded; empty for all. */
    private final Optional<Set<String>> part;

    private final Wanted wanted;
    private final List<Trip> trips;
    private final Map<Long, TripsOfDay> tripsOfDays = new HashMap<>();
    private final TripRules rules;
    private final Receiver receiver;
    private Instant last = Instant.MIN;
    private long lastUnit;
    private int nextTrip;
    private long stretch;
    private boolean inTrip;

    /** @param trips of each unit */
    PastReading(Connection connection, Wanted wanted, Map<Long, List<Trip>> trips, TripRules rules, Receiver receiver) {
        this.part = wanted.tellTrips() ? Optional.empty() : wanted.members();
        this.pictures = new PictureRows(connection, part);
        this.wanted = wanted;
        this.trips = trips.values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparingLong(trip -> trip.from().at()))
                .toList();
        if (wanted.tellTrips() && rules.source() == TripRules.Source.DETECTED) {
            trips.forEach((unit, all) -> tripsOfDays.put(unit, new TripsOfDay(visible(all), rules)));
        }
        this.rules = rules;
        this.receiver = receiver;
    }

    private List<Trip> visible(List<Trip> all) {
        return all.stream()
                .filter(trip -> wanted.placements().test(trip.from().assignment()))
                .toList();
    }

    /** From the place on behind which messages are wanted, and from the beginning of the trip there. */
    Span span() {
        Instant from = wanted.range().begin();
        Instant begin = tripsOfDays.values().stream()
                .map(unit -> unit.beginningOf(from))
                .min(Comparator.naturalOrder())
                .orElse(from);
        return new Span(begin, wanted.range().span().to());
    }

    boolean take(StoredMessage stored) throws IOException, SQLException {
        if (wanted.range().endsBefore(stored)) {
            return false;
        }
        try {
            if (part.isPresent()) {
                return take(stored, decoder.members(stored.content(), part.get()), Optional::empty);
            }
            TelemetryMessage message = decoder.decode(stored.content());
            return take(stored, message.tree(), () -> PointReader.filed(message, stored.filedAt(), stored.placement()));
        } catch (InvalidMessageException foreign) {
            // This version does not accept it.
            return true;
        }
    }

    /** @param point that it has, if any; asked for before the content is extended */
    private boolean take(StoredMessage stored, ObjectNode content, Supplier<Optional<Point>> point)
            throws IOException, SQLException {
        long unit = pictures.unit(stored.placement());
        if (repeats.take(stored, unit)) {
            return true;
        }
        moveTo(unit, stored.filedAt());
        TripsOfDay tripsOfDay = tripsOfDays.get(unit);
        if (tripsOfDay != null) {
            point.get().ifPresent(tripsOfDay::add);
        }
        if (wanted.range().beginsAfter(stored)
                || (wanted.tripsOnly() && !inTrip)
                || !wanted.placements().test(stored.placement())) {
            return true;
        }
        extend(content, stored);
        if (tripsOfDay != null) {
            tripsOfDay.addTo(content, stored.filedAt(), wanted.zones().apply(stored.placement()));
        }
        if (wanted.condition().isPresent() && !wanted.condition().get().matches(content)) {
            return true;
        }
        return receiver.take(stored.place(), new PastMessage(stored.filedAt(), unit, stretch, content));
    }

    private long digest(byte[] content) {
        try {
            return MessageDigest.of(decoder.decode(content).tree());
        } catch (InvalidMessageException foreign) {
            // This version does not accept it.
            return Arrays.hashCode(content);
        }
    }

    /** A stretch ends with a gap, with another unit, and at both ends of a trip. */
    private void moveTo(long unit, Instant at) {
        long millis = at.toEpochMilli();
        boolean gap = last != Instant.MIN
                && millis - last.toEpochMilli() > rules.gap().toMillis();
        last = at;
        while (nextTrip < trips.size() && trips.get(nextTrip).to().at() < millis) {
            nextTrip++;
            stretch++;
        }
        boolean within = nextTrip < trips.size() && trips.get(nextTrip).from().at() <= millis;
        if (gap || unit != lastUnit || within != inTrip) {
            stretch++;
        }
        lastUnit = unit;
        inTrip = within;
    }

    private void extend(ObjectNode content, StoredMessage stored) throws SQLException {
        pictures.extend(content, stored.placement());
        LocalTimes.add(content, stored.filedAt(), wanted.zones().apply(stored.placement()));
    }
}
