package dev.fleetcast.history.read;

import dev.fleetcast.history.day.DaySummaries;
import dev.fleetcast.history.day.Span;
import dev.fleetcast.history.format.PastMessage;
import dev.fleetcast.history.record.HistoryDatabase;
import dev.fleetcast.history.record.SheetRows;
import dev.fleetcast.history.stored.PastMessages;
import dev.fleetcast.history.stored.Place;
import dev.fleetcast.history.stored.Selection;
import dev.fleetcast.history.stored.StoredMessage;
import dev.fleetcast.history.trip.Sheet;
import dev.fleetcast.history.trip.Trip;
import dev.fleetcast.history.trip.TripRules;
import dev.fleetcast.memory.Reservation;
import dev.fleetcast.query.Condition;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/** Reads the past of units: their messages as they are shown, and their sheets. Blocks. */
@ThreadSafe
@Singleton
public final class UnitHistory {

    /** The number of further days of data in which to look for the end of a trip that continues after the requested days. */
    private static final int FURTHER_SHEETS = 31;

    private static final Duration LONGEST_DAY = Duration.ofHours(25);

    private final HistoryDatabase database;
    private final PastMessages messages;
    private final TripRules rules;
    private final ReaderLimit readers;

    public UnitHistory(HistoryDatabase database, PastMessages messages, TripRules rules, ReaderLimit readers) {
        this.database = database;
        this.messages = messages;
        this.rules = rules;
        this.readers = readers;
    }

    /**
     * From where to where messages are wanted, in time and by place.
     *
     * @param after only messages behind that place; empty for all
     * @param until only messages up to that place; empty for all
     */
    public record Range(Span span, Optional<Place> after, Optional<Place> until) {

        /** All of these times. */
        public static Range of(Span span) {
            return new Range(span, Optional.empty(), Optional.empty());
        }

        /** The same up to a place. */
        public Range until(Place end) {
            return new Range(span, after, Optional.of(end));
        }

        /** Where to begin to read: no message before it is wanted. */
        Instant begin() {
            return after.map(Place::filedAt)
                    .filter(at -> at.isAfter(span.from()))
                    .orElse(span.from());
        }

        /** True if the message comes before all that are wanted. */
        boolean beginsAfter(StoredMessage message) {
            boolean seen = after.isPresent() && message.place().compareTo(after.get()) <= 0;
            return seen || message.filedAt().isBefore(span.from());
        }

        /** True if the message comes after all that are wanted. */
        boolean endsBefore(StoredMessage message) {
            return until.isPresent() && message.place().compareTo(until.get()) > 0;
        }
    }

    /**
     * Which messages are wanted.
     *
     * @param user who reads
     * @param units at least one
     * @param zones the time zone of local times, by placement
     * @param tripsOnly only those within trips
     * @param tellTrips whether they say which trip they are in; then all of that trip is read
     * @param members of the extended message that are needed, the others may be absent; empty for all
     * @param condition that they fulfil; empty for none
     * @param placements the accepted ones
     * @param contents those that may be wanted, by the bytes of the message: cheaper than a condition
     */
    public record Wanted(
            long user,
            List<Long> units,
            LongFunction<ZoneId> zones,
            Range range,
            boolean tripsOnly,
            boolean tellTrips,
            Optional<Set<String>> members,
            Optional<Condition> condition,
            LongPredicate placements,
            Predicate<byte[]> contents) {

        /** Messages of these units and times with these contents, whatever the trips they are in. */
        public static Wanted messages(
                long user,
                List<Long> units,
                LongFunction<ZoneId> zones,
                Span span,
                LongPredicate placements,
                Predicate<byte[]> contents) {
            return new Wanted(
                    user,
                    units,
                    zones,
                    Range.of(span),
                    false,
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    placements,
                    contents);
        }

        /** The same of another range. */
        public Wanted of(Range other) {
            return new Wanted(
                    user, units, zones, other, tripsOnly, tellTrips, members, condition, placements, contents);
        }

        private Span span() {
            return range.span();
        }

        private boolean needsTrips() {
            return tripsOnly || tellTrips;
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
     * @throws dev.fleetcast.history.record.HistoryException when the database does not respond
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 if the user reads too often at once
     */
    public void read(Wanted wanted, Instant now, Receiver receiver) {
        if (wanted.units().isEmpty() || wanted.span().isEmpty()) {
            return;
        }
        readers.run(wanted.user(), memory -> readNow(wanted, now, memory, receiver));
    }

    /** Memory of the user for messages that are kept after they were received; the caller closes it. */
    public Reservation kept(long user) {
        return readers.kept(user);
    }

    private void readNow(Wanted wanted, Instant now, Reservation memory, Receiver receiver) {
        database.run(connection -> {
            Map<Long, List<Trip>> trips = wanted.needsTrips() ? trips(connection, wanted, now) : Map.of();
            PastReading reading = new PastReading(connection, wanted, trips, rules, receiver);
            Selection selection = new Selection(wanted.units(), reading.span(), wanted.contents());
            messages.read(connection, selection, memory, reading::take);
            return null;
        });
    }

    /** Of each unit, the trips from the beginning of the first local day on, in their order. */
    private Map<Long, List<Trip>> trips(Connection connection, Wanted wanted, Instant now) throws SQLException {
        Span span =
                new Span(wanted.span().from().minus(LONGEST_DAY), wanted.span().to());
        Map<Long, List<Trip>> trips = new HashMap<>();
        for (long unit : wanted.units()) {
            List<Sheet> sheets = sheets(connection, unit, span);
            List<Trip> found = new ArrayList<>();
            sheets.forEach(sheet -> found.addAll(sheet.trips()));
            if (!sheets.isEmpty()) {
                sheets.get(sheets.size() - 1)
                        .openTrip(now.toEpochMilli(), rules)
                        .ifPresent(found::add);
            }
            trips.put(unit, found);
        }
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
}
