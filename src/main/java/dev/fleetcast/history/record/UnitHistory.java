package dev.fleetcast.history.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.history.day.DaySummaries;
import dev.fleetcast.history.day.Span;
import dev.fleetcast.history.format.MessageWriter;
import dev.fleetcast.history.format.PastMessage;
import dev.fleetcast.history.query.Condition;
import dev.fleetcast.history.trip.MessageDigest;
import dev.fleetcast.history.trip.Sheet;
import dev.fleetcast.history.trip.Trip;
import dev.fleetcast.history.trip.TripRules;
import dev.fleetcast.telemetry.InvalidMessageException;
import dev.fleetcast.telemetry.MessageDecoder;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;

/** Reads the past of one unit: its messages as they are shown, and its sheets. Blocks. */
final class UnitHistory {

    private static final DateTimeFormatter LOCAL_TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendOffset("+HH:MM", "+00:00")
            .toFormatter();

    private final HistoryDatabase database;
    private final PastMessages messages;
    private final TripRules rules;
    private final MessageDecoder decoder = new MessageDecoder();

    UnitHistory(HistoryDatabase database, PastMessages messages, TripRules rules) {
        this.database = database;
        this.messages = messages;
        this.rules = rules;
    }

    /**
     * Which messages are wanted.
     *
     * @param zone the time zone of the unit
     * @param tripsOnly only those within trips
     * @param condition that they fulfil; empty for none
     * @param placements the accepted ones
     * @param limit the maximum number
     */
    record Wanted(
            long unit,
            ZoneId zone,
            Span span,
            boolean tripsOnly,
            Optional<Condition> condition,
            LongPredicate placements,
            long limit) {}

    /** Returns the sheets that may tell of the span, in their order. */
    List<Sheet> sheets(long unit, Span span) {
        return database.run(connection -> sheets(connection, unit, span));
    }

    /**
     * Writes the messages in ascending order; each content once. Does not end the document.
     *
     * @throws HistoryException when the database does not respond
     */
    void write(Wanted wanted, Instant now, MessageWriter writer) {
        database.run(connection -> {
            List<Trip> trips = trips(connection, wanted, now);
            Reading reading = new Reading(connection, wanted, trips, writer);
            messages.read(connection, wanted.unit(), wanted.span(), reading::take);
            return null;
        });
    }

    private List<Trip> trips(Connection connection, Wanted wanted, Instant now) throws SQLException {
        List<Trip> trips = new ArrayList<>();
        List<Sheet> sheets = sheets(connection, wanted.unit(), wanted.span());
        sheets.forEach(sheet -> trips.addAll(sheet.trips()));
        if (!sheets.isEmpty()) {
            sheets.get(sheets.size() - 1).openTrip(now.toEpochMilli(), rules).ifPresent(trips::add);
        }
        return trips;
    }

    private static List<Sheet> sheets(Connection connection, long unit, Span span) throws SQLException {
        LocalDate[] days = DaySummaries.sheetsOf(span);
        return SheetRows.between(connection, unit, days[0], days[1]);
    }

    /** One reading from its first message to its last. */
    private final class Reading {

        private final PictureRows pictures;
        private final Wanted wanted;
        private final List<Trip> trips;
        private final MessageWriter writer;
        private final Set<Long> digests = new HashSet<>();
        private Instant last = Instant.MIN;
        private int nextTrip;
        private long stretch;
        private boolean inTrip;
        private long written;

        Reading(Connection connection, Wanted wanted, List<Trip> trips, MessageWriter writer) {
            this.pictures = new PictureRows(connection);
            this.wanted = wanted;
            this.trips = trips;
            this.writer = writer;
        }

        boolean take(StoredMessage stored) throws IOException {
            ObjectNode content = decoded(stored);
            if (content == null || isRepeated(stored, content)) {
                return true;
            }
            moveTo(stored.filedAt());
            if ((wanted.tripsOnly() && !inTrip) || !wanted.placements().test(stored.placement())) {
                return true;
            }
            extend(content, stored);
            if (wanted.condition().isPresent() && !wanted.condition().get().matches(content)) {
                return true;
            }
            writer.write(new PastMessage(stored.filedAt(), stretch, content));
            written++;
            return written < wanted.limit();
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

        private void extend(ObjectNode content, StoredMessage stored) throws IOException {
            try {
                pictures.extend(content, stored.placement());
            } catch (SQLException away) {
                throw new HistoryException(away);
            }
            if (content.get("gps") instanceof ObjectNode gps
                    && gps.path("timestamp").isTextual()) {
                if (!gps.hasNonNull("timezone")) {
                    gps.put("timezone", wanted.zone().getId());
                }
                if (!gps.hasNonNull("local_time")) {
                    gps.put("local_time", stored.filedAt().atZone(wanted.zone()).format(LOCAL_TIME));
                }
            }
        }
    }
}
