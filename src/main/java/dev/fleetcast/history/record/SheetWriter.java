package dev.fleetcast.history.record;

import dev.fleetcast.history.trip.Sheet;
import dev.fleetcast.history.trip.SheetJson;
import dev.fleetcast.history.trip.TripRules;
import dev.fleetcast.history.trip.UnitTrips;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Gathers sheets of units that a transaction holds, and stores them with one statement per table. For one thread. */
final class SheetWriter {

    /** A unit sends what it has kept in pieces; between two of them its trip has not ended. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String UPSERT = "insert into history_sheet (unit_id, day, content)"
            + " select * from unnest(?::bigint[], ?::date[], ?::text[])"
            + " on conflict (unit_id, day) do update set content = excluded.content";
    /**
     * Only the newest sheet has a tail, says whether a trip goes on, and which trips are current. The time at which the clock
     * looks at the trip is left alone if it is early enough: the clock finds how long the trip may go on, and an update that
     * changes nothing of an index is made within its page.
     */
    private static final String ADVANCE = "with advanced as (update history_unit u"
            + " set newest = s.day, tail = s.tail, open_until = case"
            + " when not ? or u.open_until between ? and s.open_until then u.open_until else s.open_until end"
            + " from unnest(?::bigint[], ?::date[], ?::text[], ?::timestamptz[], ?::text[])"
            + " s(unit_id, day, tail, open_until, trips)"
            + " where u.unit_id = s.unit_id and (u.newest is null or u.newest <= s.day)"
            + " returning s.unit_id, s.trips)"
            + " insert into history_current_trips (unit_id, trips)"
            + " select unit_id, trips from advanced where trips is not null"
            + " on conflict (unit_id) do update set trips = excluded.trips";

    private final TripRules rules;
    private final Instant patient;
    private final boolean news;
    private final List<Row> sheets = new ArrayList<>();
    private final Map<Long, Row> newest = new LinkedHashMap<>();

    /** A sheet of a unit, or its tail. */
    private record Row(long unit, Sheet sheet) {}

    /** @param news whether the clock may end trips afterwards */
    SheetWriter(TripRules rules, Instant now, boolean news) {
        this.rules = rules;
        this.patient = now.plus(PATIENCE);
        this.news = news;
    }

    void add(long unit, UnitTrips.Change change) {
        add(unit, change.sheets());
        change.tail().ifPresent(tail -> newest.put(unit, new Row(unit, tail)));
    }

    /** @param changed in place of those of their days, in their order */
    void add(long unit, Collection<Sheet> changed) {
        for (Sheet sheet : changed) {
            sheets.add(new Row(unit, sheet));
            newest.put(unit, new Row(unit, sheet.isReported() ? sheet : sheet.tail()));
        }
    }

    void store(Connection connection) throws SQLException {
        if (!sheets.isEmpty()) {
            try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
                upsert.setArray(1, array(connection, "bigint", sheets, Row::unit, Long[]::new));
                upsert.setArray(
                        2, array(connection, "date", sheets, row -> row.sheet().day(), Object[]::new));
                upsert.setArray(
                        3, array(connection, "text", sheets, row -> SheetJson.write(row.sheet()), String[]::new));
                upsert.executeUpdate();
            }
        }
        if (!newest.isEmpty()) {
            Collection<Row> rows = newest.values();
            try (PreparedStatement update = connection.prepareStatement(ADVANCE)) {
                update.setBoolean(1, news);
                update.setObject(2, patient.atOffset(ZoneOffset.UTC));
                update.setArray(3, array(connection, "bigint", rows, Row::unit, Long[]::new));
                update.setArray(
                        4, array(connection, "date", rows, row -> row.sheet().day(), Object[]::new));
                update.setArray(5, array(connection, "text", rows, SheetWriter::tail, String[]::new));
                update.setArray(6, array(connection, "timestamptz", rows, this::openUntil, String[]::new));
                update.setArray(7, array(connection, "text", rows, this::current, String[]::new));
                update.executeUpdate();
            }
        }
    }

    /** Of their own type: the driver sends numbers and texts as they are, and objects as one quoted text. */
    private static <T> Array array(
            Connection connection, String type, Collection<Row> rows, Function<Row, T> value, IntFunction<T[]> array)
            throws SQLException {
        return connection.createArrayOf(type, rows.stream().map(value).toArray(array));
    }

    private static String tail(Row row) {
        return row.sheet().isReported() ? null : SheetJson.write(row.sheet());
    }

    private String openUntil(Row row) {
        return row.sheet()
                .openUntil(rules)
                .map(until -> until.isBefore(patient) ? patient : until)
                .map(Instant::toString)
                .orElse(null);
    }

    private String current(Row row) {
        return row.sheet().isReported() ? null : SheetJson.write(row.sheet().current(rules));
    }
}
