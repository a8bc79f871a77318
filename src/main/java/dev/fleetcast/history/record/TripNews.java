package dev.fleetcast.history.record;

import dev.fleetcast.history.trip.CurrentTrips;
import dev.fleetcast.history.trip.Sheet;
import dev.fleetcast.history.trip.Trip;
import dev.fleetcast.history.trip.TripRules;
import dev.fleetcast.threading.ThreadSafe;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Trips that ended or changed and are not published yet; they are stored with what they were found in, so that none is
 * lost. Several replicas may ask: each trip is given to one of them at a time. Blocks.
 */
@ThreadSafe
public final class TripNews {

    private static final int MOST = 50;
    private static final int MOST_CURRENT = 500;
    private static final String SILENT = "select unit_id, newest from history_unit where open_until <= ?"
            + " and newest is not null order by open_until limit ? for update skip locked";
    /** A trip that has gone on since is looked at again; null for one that has ended. */
    private static final String LOOK_AGAIN = "update history_unit u set open_until = s.at"
            + " from unnest(?::bigint[], ?::timestamptz[]) s(unit_id, at) where u.unit_id = s.unit_id";

    private final HistoryDatabase database;
    private final TripRules rules;

    TripNews(HistoryDatabase database, TripRules rules) {
        this.database = database;
        this.rules = rules;
    }

    /** Publishes trips. */
    @FunctionalInterface
    public interface Publisher {

        /** Returns once they are published; otherwise throws, and they are given again. */
        void publish(Map<Long, List<Trip>> trips);
    }

    /**
     * Gives the trips of some units to the publisher, oldest first; again after a crash.
     *
     * @return whether there may be more
     * @throws HistoryException when the database does not respond
     */
    public boolean publish(Publisher publisher) {
        return database.run(connection -> {
            HistoryDatabase.endIfIdle(connection);
            Map<Long, List<Trip>> news = NewsRows.hold(connection, MOST);
            if (news.isEmpty()) {
                return false;
            }
            publisher.publish(news);
            NewsRows.clear(connection, news.keySet());
            connection.commit();
            return news.size() == MOST;
        });
    }

    /** Publishes current trips. */
    @FunctionalInterface
    public interface CurrentPublisher {

        /** Returns once they are published; otherwise throws, and they are given again. */
        void publish(Map<Long, CurrentTrips> trips);
    }

    /**
     * Gives the current trips that have changed to the publisher, as of now. Several replicas may publish the same.
     *
     * @throws HistoryException when the database does not respond
     */
    public void publishCurrent(CurrentPublisher publisher) {
        SortedMap<Long, String> changed = new TreeMap<>();
        do {
            long last = changed.isEmpty() ? 0 : changed.lastKey();
            changed = database.run(connection -> CurrentRows.after(connection, last, MOST_CURRENT));
            if (!changed.isEmpty()) {
                publish(changed, publisher);
            }
        } while (changed.size() == MOST_CURRENT);
    }

    /** Holds no row while Kafka is waited for: recorders need them. */
    private void publish(Map<Long, String> changed, CurrentPublisher publisher) {
        Map<Long, CurrentTrips> trips = new TreeMap<>();
        changed.forEach((unit, stored) -> trips.put(unit, CurrentRows.read(stored)));
        publisher.publish(trips);
        database.run(connection -> {
            HistoryDatabase.endIfIdle(connection);
            CurrentRows.clear(connection, changed);
            connection.commit();
            return null;
        });
    }

    /**
     * Ends trips of units that have been silent for too long. A unit is looked at when its trip would end if no point had come
     * since the last look.
     *
     * @return whether there may be more
     * @throws HistoryException when the database does not respond
     */
    public boolean endByTheClock(Instant now) {
        return database.run(connection -> {
            HistoryDatabase.endIfIdle(connection);
            Map<Long, LocalDate> silent = silent(connection, now);
            if (silent.isEmpty()) {
                return false;
            }
            SheetWriter sheets = new SheetWriter(rules, now, true);
            Map<Long, List<Trip>> ended = new TreeMap<>();
            Map<Long, String> next = new TreeMap<>();
            for (Map.Entry<Long, LocalDate> unit : silent.entrySet()) {
                Optional<Sheet> newest = SheetRows.on(connection, unit.getKey(), unit.getValue());
                Optional<Instant> end = newest.flatMap(sheet -> sheet.openUntil(rules));
                next.put(
                        unit.getKey(),
                        end.filter(now::isBefore).map(Instant::toString).orElse(null));
                if (end.isPresent() && !now.isBefore(end.get())) {
                    Trip open = newest.get().openTrip(now.toEpochMilli(), rules).orElseThrow();
                    ended.put(unit.getKey(), List.of(open));
                    sheets.add(unit.getKey(), List.of(newest.get().withOpenEnded()));
                }
            }
            lookAgain(connection, next);
            sheets.store(connection);
            NewsRows.add(connection, ended);
            connection.commit();
            return silent.size() == MOST;
        });
    }

    private static void lookAgain(Connection connection, Map<Long, String> next) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(LOOK_AGAIN)) {
            update.setArray(1, connection.createArrayOf("bigint", next.keySet().toArray()));
            update.setArray(
                    2, connection.createArrayOf("timestamptz", next.values().toArray()));
            update.executeUpdate();
        }
    }

    private static Map<Long, LocalDate> silent(Connection connection, Instant now) throws SQLException {
        Map<Long, LocalDate> units = new TreeMap<>();
        try (PreparedStatement query = connection.prepareStatement(SILENT)) {
            query.setObject(1, now.atOffset(ZoneOffset.UTC));
            query.setInt(2, MOST);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    units.put(rows.getLong(1), rows.getObject(2, LocalDate.class));
                }
            }
        }
        return units;
    }
}
