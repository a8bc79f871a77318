package dev.fleetcast.history.record;

import dev.fleetcast.history.trip.Sheet;
import dev.fleetcast.history.trip.SheetJson;
import dev.fleetcast.history.trip.TripRules;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Sheets in the database. */
public final class SheetRows {

    private static final String ENTER =
            "insert into history_unit (unit_id) select unnest(?::bigint[]) on conflict do nothing";
    /** In one order, so that recorders do not wait for each other in a circle. */
    private static final String HOLD =
            "select unit_id, newest from history_unit where unit_id = any(?) order by unit_id for update";

    private static final String NEWEST = "select s.unit_id, s.content from history_unit u join history_sheet s"
            + " on s.unit_id = u.unit_id and s.day = u.newest where u.unit_id = any(?)";
    private static final String ON = "select content from history_sheet where unit_id = ? and day = ?";
    private static final String BEFORE =
            "select content from history_sheet where unit_id = ? and day < ? order by day desc limit 1";
    private static final String AFTER =
            "select content from history_sheet where unit_id = ? and day > ? order by day limit 1";
    private static final String BETWEEN =
            "select content from history_sheet where unit_id = ? and day between ? and ? order by day";
    private static final String UPSERT = "insert into history_sheet (unit_id, day, content) values (?, ?, ?)"
            + " on conflict (unit_id, day) do update set content = excluded.content";
    /** Only the newest sheet says whether a trip goes on, and which trips are current. */
    private static final String ADVANCE = "update history_unit u set newest = greatest(newest, s.day),"
            + " open_until = case when newest is null or newest <= s.day then s.open_until else u.open_until end,"
            + " current_trips = case when newest is null or newest <= s.day then s.trips else current_trips end"
            + " from (values (?::date, ?::timestamptz, ?::text)) s(day, open_until, trips) where unit_id = ?";

    private SheetRows() {}

    /** Holds the sheets of the units until the transaction ends, and returns the newest of each. */
    static Map<Long, Sheet> hold(Connection connection, Collection<Long> units) throws SQLException {
        Array ids = connection.createArrayOf("bigint", new TreeSet<>(units).toArray());
        try (PreparedStatement enter = connection.prepareStatement(ENTER);
                PreparedStatement hold = connection.prepareStatement(HOLD);
                PreparedStatement newest = connection.prepareStatement(NEWEST)) {
            enter.setArray(1, ids);
            enter.executeUpdate();
            hold.setArray(1, ids);
            hold.executeQuery().close();
            newest.setArray(1, ids);
            Map<Long, Sheet> sheets = new HashMap<>();
            try (ResultSet rows = newest.executeQuery()) {
                while (rows.next()) {
                    sheets.put(rows.getLong(1), SheetJson.read(rows.getString(2)));
                }
            }
            return sheets;
        }
    }

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
                    sheets.add(SheetJson.read(rows.getString(1)));
                }
            }
            return sheets;
        }
    }

    /** Stores the sheets of units that this transaction holds. */
    static void store(Connection connection, Map<Long, List<Sheet>> sheets, TripRules rules) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT);
                PreparedStatement advance = connection.prepareStatement(ADVANCE)) {
            for (Map.Entry<Long, List<Sheet>> unit : sheets.entrySet()) {
                for (Sheet sheet : unit.getValue()) {
                    upsert.setLong(1, unit.getKey());
                    upsert.setObject(2, sheet.day());
                    upsert.setString(3, SheetJson.write(sheet));
                    upsert.addBatch();
                    advance.setObject(1, sheet.day());
                    advance.setObject(
                            2,
                            sheet.openUntil(rules)
                                    .map(until -> until.atOffset(ZoneOffset.UTC))
                                    .orElse(null),
                            Types.TIMESTAMP_WITH_TIMEZONE);
                    advance.setString(3, sheet.isReported() ? null : SheetJson.write(sheet.current(rules)));
                    advance.setLong(4, unit.getKey());
                    advance.addBatch();
                }
            }
            upsert.executeBatch();
            advance.executeBatch();
        }
    }

    private static Optional<Sheet> one(Connection connection, String sql, long unit, LocalDate day)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, unit);
            query.setObject(2, day);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(SheetJson.read(row.getString(1))) : Optional.empty();
            }
        }
    }
}
