package dev.fleetcast.history.record;

import dev.fleetcast.history.trip.CurrentTrips;
import dev.fleetcast.history.trip.SheetJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Current trips of units, until they are published. */
final class CurrentRows {

    private static final String AFTER = "select unit_id, current_trips from history_unit"
            + " where current_trips is not null and unit_id > ? order by unit_id limit ?";
    /** Does not wait for recorders: what they hold has changed, or is cleared next time. */
    private static final String CLEAR = "with published as (select h.unit_id from history_unit h"
            + " join unnest(?::bigint[], ?::text[]) p(unit_id, trips)"
            + " on h.unit_id = p.unit_id and h.current_trips = p.trips for update of h skip locked)"
            + " update history_unit h set current_trips = null from published p where h.unit_id = p.unit_id";

    private CurrentRows() {}

    /** Returns the current trips of some units with higher numbers, as they are stored. */
    static SortedMap<Long, String> after(Connection connection, long unit, int most) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(AFTER)) {
            query.setLong(1, unit);
            query.setInt(2, most);
            SortedMap<Long, String> found = new TreeMap<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getLong(1), rows.getString(2));
                }
            }
            return found;
        }
    }

    static CurrentTrips read(String stored) {
        return SheetJson.readCurrent(stored);
    }

    /** Clears those that have not changed since they were read. */
    static void clear(Connection connection, Map<Long, String> published) throws SQLException {
        try (PreparedStatement clear = connection.prepareStatement(CLEAR)) {
            clear.setArray(
                    1, connection.createArrayOf("bigint", published.keySet().toArray()));
            clear.setArray(
                    2, connection.createArrayOf("text", published.values().toArray()));
            clear.executeUpdate();
        }
    }
}
