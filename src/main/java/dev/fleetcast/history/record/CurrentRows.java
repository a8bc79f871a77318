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

    private static final String AFTER =
            "select unit_id, trips from history_current_trips where unit_id > ? order by unit_id limit ?";
    /** Does not wait for recorders: what they hold has changed, or is cleared next time. */
    private static final String CLEAR = "with published as (select c.unit_id from history_current_trips c"
            + " join unnest(?::bigint[], ?::text[]) p(unit_id, trips)"
            + " on c.unit_id = p.unit_id and c.trips = p.trips for update of c skip locked)"
            + " delete from history_current_trips c using published p where c.unit_id = p.unit_id";

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
