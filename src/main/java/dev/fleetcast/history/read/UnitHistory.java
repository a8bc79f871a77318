package dev.fleetcast.history.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.history.day.DaySummaries;
import dev.fleetcast.history.day.Span;
import dev.fleetcast.history.format.PastMessage;
import dev.fleetcast.history.record.HistoryDatabase;
import dev.fleetcast.history.record.HistoryException;
import dev.fleetcast.history.record.PastMessages;
import dev.fleetcast.history.record.SheetRows;
import dev.fleetcast.history.stored.Place;
import dev.fleetcast.history.stored.StoredMessage;
import dev.fleetcast.history.trip.MessageDigest;
import dev.fleetcast.history.trip.Point;
import dev.fleetcast.history.trip.Sheet;
import dev.fleetcast.history.trip.Trip;
import dev.fleetcast.history.trip.TripRules;
import dev.fleetcast.query.Condition;
import dev.fleetcast.telemetry.InvalidMessageException;
import dev.fleetcast.telemetry.MessageDecoder;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;

/** Reads the past of units: their messages as they are shown, and their sheets. Blocks. */
@ThreadSafe
@Singleton
public final class UnitHistory {

    /** The number of further days of data in which to look for the end of a trip that continues after the requested days. */
    private static final int FURTHER_SHEETS = 31;

    private final HistoryDatabase database;
    private final PastMessages messages;
    private final TripRules rules;
    private final MessageDecoder decoder = new MessageDecoder();
    private final ReaderLimit readers;

    public UnitHistory(HistoryDatabase database, PastMessages messages, TripRules rules, ReaderLimit readers) {
        this.database = database;
        this.messages = messages;
        this.rules = rules;
        this.readers = readers;
    }

    /**
     * Which messages are wanted.
     *
     * @param user who reads
     * @param units at least one
     * @param zones the time zone of local times, by placement
     * @param after only messages behind that place; empty for all
     * @param until only messages up to that place; empty for all
     * @param tripsOnly only those within trips
     * @param condition that they fulfil; empty for none
     * @param placements the accepted ones
     */
    public record Wanted(
            long user,
            List<Long> units,
            LongFunction<ZoneId> zones,
            Span span,
            Optional<Place> after,
            Optional<Place> until,
            boolean tripsOnly,
            Optional<Condition> condition,
            LongPredicate placements) {

        /** The same up to a place. */
        public Wanted until(Place end) {
            return new Wanted(user, units, zones, span, after, Optional.of(end), tripsOnly, condition, placements);
        }
    }

    /** Receives messages in ascending order. */
    @FunctionalInterface
    public interface Receiver {

        /** @return false to end */
        boolean take(Place place, PastMessage message) throws IOException;
    }

    /** Returns the sheets that may have data of the span, in order. */
    public List<Sheet> sheets(long unit, Span span) {
        return database.run(connection -> sheets(connection, unit, span));
    }

    /**
     * Reads the messages in ascending order; each content once.
     *
     * @throws HistoryException when the database does not respond
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 if the user reads too often at once
     */
    public void read(Wanted wanted, Instant now, Receiver receiver) {
        if (wanted.units().isEmpty()
                || !wanted.span().from().isBefore(wanted.span().to())) {
            return;
        }
        readers.run(wanted.user(), () -> readNow(wanted, now, receiver));
    }

    private void readNow(Wanted wanted, Instant now, Receiver receiver) {
        database.run(connection -> {
            List<Trip> trips = trips(connection, wanted, now);
            Reading reading = new Reading(connection, wanted, trips, receiver);
            messages.read(connection, wanted.units(), reading.span(), reading::take);
            return null;
        });
    }

    /** Returns the extended message that a point was read from; empty once it is no longer kept. */
    public Optional<ObjectNode> message(long unit, ZoneId zone, Point point) {
        Instant at = Instant.ofEpochMilli(point.at());
        Wanted all = new Wanted(
                0,
                List.of(unit),
                any -> zone,
                new Span(at, at.plusMillis(1)),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                any -> true);
        List<ObjectNode> found = new ArrayList<>();
        database.run(connection -> {
            Reading reading = new Reading(connection, all, List.of(), (place, message) -> {
                found.add(message.content());
                return false;
            });
            messages.read(connection, all.units(), all.span(), stored -> reading.takeIf(point.digest(), stored));
            return null;
        });
        return found.stream().findFirst();
    }

    private List<Trip> trips(Connection connection, Wanted wanted, Instant now) throws SQLException {
        List<Trip> trips = new ArrayList<>();
        for (long unit : wanted.units()) {
            List<Sheet> sheets = sheets(connection, unit, wanted.span());
            sheets.forEach(sheet -> trips.addAll(sheet.trips()));
            if (!sheets.isEmpty()) {
                sheets.get(sheets.size() - 1)
                        .openTrip(now.toEpochMilli(), rules)
                        .ifPresent(trips::add);
            }
        }
        trips.sort(Comparator.comparingLong(trip -> trip.from().at()));
        return trips;
    }

    /** Adds the sheets of a trip that begins before the end of the span and continues after it. */
    private static List<Sheet> sheets(Connection connection, long unit, Span span) throws SQLException {
        LocalDate[] days = DaySummaries.sheetsOf(span);
        List<Sheet> sheets = new ArrayList<>(SheetRows.between(connection, unit, days[0], days[1]));
        for (int further = 0; further < FURTHER_SHEETS && !sheets.isEmpty(); further++) {
            Sheet last = sheets.get(sheets.size() - 1);
            Optional<Sheet> next =
                    last.hasOpenTrip() ? SheetRows.after(connection, unit, last.day()) : Optional.empty();
            if (next.isEmpty()) {
                break;
            }
            sheets.add(next.get());
        }
        return sheets;
    }

    /** One reading from its first message to its last. */
    private final class Reading {

        private final PictureRows pictures;
        private final Wanted wanted;
        private final List<Trip> trips;
        private final Receiver receiver;
        private final Set<Long> digests = new HashSet<>();
        private Instant last = Instant.MIN;
        private int nextTrip;
        private long stretch;
        private boolean inTrip;

        Reading(Connection connection, Wanted wanted, List<Trip> trips, Receiver receiver) {
            this.pictures = new PictureRows(connection);
            this.wanted = wanted;
            this.trips = trips;
            this.receiver = receiver;
        }

        /** From the place on behind which messages are wanted. */
        Span span() {
            Instant from = wanted.after()
                    .map(Place::filedAt)
                    .filter(at -> at.isAfter(wanted.span().from()))
                    .orElse(wanted.span().from());
            return new Span(from, wanted.span().to());
        }

        boolean take(StoredMessage stored) throws IOException {
            if (wanted.until().isPresent()
                    && stored.place().compareTo(wanted.until().get()) > 0) {
                return false;
            }
            ObjectNode content = decoded(stored);
            if (content == null || isRepeated(stored, content)) {
                return true;
            }
            moveTo(stored.filedAt());
            boolean behind = wanted.after().isEmpty()
                    || stored.place().compareTo(wanted.after().get()) > 0;
            if (!behind
                    || (wanted.tripsOnly() && !inTrip)
                    || !wanted.placements().test(stored.placement())) {
                return true;
            }
            extend(content, stored);
            if (wanted.condition().isPresent() && !wanted.condition().get().matches(content)) {
                return true;
            }
            return receiver.take(stored.place(), new PastMessage(stored.filedAt(), stretch, content));
        }

        boolean takeIf(long digest, StoredMessage stored) throws IOException {
            ObjectNode content = decoded(stored);
            return content == null || MessageDigest.of(content) != digest || take(stored);
        }

        /** Returns null for a message that this version does not accept. */
        private ObjectNode decoded(StoredMessage stored) {
            try {
                return decoder.decode(stored.content()).tree();
            } catch (InvalidMessageException foreign) {
                return null;
            }
        }

        private boolean isRepeated(StoredMessage stored, ObjectNode content) {
            if (stored.filedAt().isAfter(last)) {
                digests.clear();
            }
            return !digests.add(MessageDigest.of(content));
        }

        /** A stretch ends with a gap, and at both ends of a trip. */
        private void moveTo(Instant at) {
            long millis = at.toEpochMilli();
            boolean gap = last != Instant.MIN
                    && millis - last.toEpochMilli() > rules.gap().toMillis();
            last = at;
            while (nextTrip < trips.size() && trips.get(nextTrip).to().at() < millis) {
                nextTrip++;
                stretch++;
            }
            boolean within =
                    nextTrip < trips.size() && trips.get(nextTrip).from().at() <= millis;
            if (gap || within != inTrip) {
                stretch++;
            }
            inTrip = within;
        }

        private void extend(ObjectNode content, StoredMessage stored) {
            try {
                pictures.extend(content, stored.placement());
            } catch (SQLException away) {
                throw new HistoryException(away);
            }
            LocalTimes.add(content, stored.filedAt(), wanted.zones().apply(stored.placement()));
        }
    }
}
