package dev.fleetcast.history.record;

import dev.fleetcast.history.trip.Sheet;
import dev.fleetcast.history.trip.SheetJson;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Sheets in the database. The newest sheet of a unit has a tail, in the unit's row: what points add to it is written there,
 * at a cost that does not depend on the day so far.
 */
public final class SheetRows {

    /** Selects sheets with the tails that they have. */
    public static final String SELECT = "select s.unit_id, s.content, u.tail from history_sheet s"
            + " left join history_unit u on u.unit_id = s.unit_id and u.newest = s.day";

    private static final String ENTER =
            "insert into history_unit (unit_id) select unnest(?::bigint[]) on conflict do nothing";
    /** In one order, so that recorders do not wait for each other in a circle. */
    private static final String HOLD =
            "select unit_id, newest, tail from history_unit where unit_id = any(?) order by unit_id for update";

    /** With {@code offset 0}, the database looks up what is wanted, rather than join all there is. */
    private static final String ALL = "select w.unit_id, s.content from unnest(?::bigint[], ?::date[]) w(unit_id, day)"
            + " cross join lateral (select content from history_sheet"
            + " where unit_id = w.unit_id and day = w.day offset 0) s";

    private static final String ON = SELECT + " where s.unit_id = ? and s.day = ?";
    private static final String BEFORE = SELECT + " where s.unit_id = ? and s.day < ? order by s.day desc limit 1";
    private static final String AFTER = SELECT + " where s.unit_id = ? and s.day > ? order by s.day limit 1";
    private static final String BETWEEN = SELECT + " where s.unit_id = ? and s.day between ? and ? order by s.day";

    private SheetRows() {}

    /**
     * The newest sheet of a unit.
     *
     * @param day null if the unit has none
     * @param tail null if the sheet has none
     */
    record Newest(LocalDate day, Sheet tail) {

        /** The sheet with its tail; see {@link #read}. */
        private Sheet whole(Sheet sheet) {
            return tail == null ? sheet : sheet.with(tail).orElseGet(sheet::withoutStates);
        }
    }

    /** Holds the sheets of the units until the transaction ends, and returns the newest of each. */
    static Map<Long, Newest> hold(Connection connection, Collection<Long> units) throws SQLException {
        Array ids = connection.createArrayOf("bigint", new TreeSet<>(units).toArray(Long[]::new));
        try (PreparedStatement enter = connection.prepareStatement(ENTER);
                PreparedStatement hold = connection.prepareStatement(HOLD)) {
            enter.setArray(1, ids);
            enter.executeUpdate();
            hold.setArray(1, ids);
            return newest(hold);
        }
    }

    private static Map<Long, Newest> newest(PreparedStatement hold) throws SQLException {
        Map<Long, Newest> newest = new HashMap<>();
        try (ResultSet rows = hold.executeQuery()) {
            while (rows.next()) {
                String tail = rows.getString(3);
                newest.put(
                        rows.getLong(1),
                        new Newest(rows.getObject(2, LocalDate.class), tail == null ? null : SheetJson.read(tail)));
            }
        }
        return newest;
    }

    /** Returns the newest sheets of units that this transaction holds, to be continued. */
    static Map<Long, Sheet> all(Connection connection, Map<Long, Newest> newest) throws SQLException {
        Map<Long, Sheet> sheets = new HashMap<>();
        if (newest.isEmpty()) {
            return sheets;
        }
        List<Long> units = List.copyOf(newest.keySet());
        try (PreparedStatement query = connection.prepareStatement(ALL)) {
            query.setArray(1, connection.createArrayOf("bigint", units.toArray(Long[]::new)));
            query.setArray(
                    2,
                    connection.createArrayOf(
                            "date",
                            units.stream().map(unit -> newest.get(unit).day()).toArray()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    long unit = rows.getLong(1);
                    sheets.put(unit, newest.get(unit).whole(SheetJson.read(rows.getString(2))));
                }
            }
        }
        return sheets;
    }

    /** Returns the sheet of a day, to be continued. */
    static Optional<Sheet> on(Connection connection, long unit, LocalDate day) throws SQLException {
        return one(connection, ON, unit, day);
    }

    static Optional<Sheet> before(Connection connection, long unit, LocalDate day) throws SQLException {
        return one(connection, BEFORE, unit, day);
    }

    public static Optional<Sheet> after(Connection connection, long unit, LocalDate day) throws SQLException {
        return one(connection, AFTER, unit, day);
    }

    /** Returns the sheets from the first day to the last, in their order. */
    public static List<Sheet> between(Connection connection, long unit, LocalDate first, LocalDate last)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(BETWEEN)) {
            query.setLong(1, unit);
            query.setObject(2, first);
            query.setObject(3, last);
            List<Sheet> sheets = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    sheets.add(read(rows));
                }
            }
            return sheets;
        }
    }

    /**
     * Reads a row of {@link #SELECT}. A replica of an earlier release knows no tails: where it has continued the sheet
     * without its tail, the sheet is without its states.
     */
    public static Sheet read(ResultSet row) throws SQLException {
        Sheet sheet = SheetJson.read(row.getString(2));
        String tail = row.getString(3);
        return new Newest(sheet.day(), tail == null ? null : SheetJson.read(tail)).whole(sheet);
    }

    private static Optional<Sheet> one(Connection connection, String sql, long unit, LocalDate day)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, unit);
            query.setObject(2, day);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(read(row)) : Optional.empty();
            }
        }
    }
}
