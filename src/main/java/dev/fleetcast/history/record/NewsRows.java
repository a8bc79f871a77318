package dev.fleetcast.history.record;

import dev.fleetcast.history.trip.SheetJson;
import dev.fleetcast.history.trip.Trip;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Trips that ended or changed, until they are published. */
final class NewsRows {

    private static final String ADD = "update history_unit u set news = coalesce(u.news, '') || s.news"
            + " from unnest(?::bigint[], ?::text[]) s(unit_id, news) where u.unit_id = s.unit_id";
    /** Another replica publishes those that it holds. */
    private static final String HOLD = "select unit_id, news from history_unit where news is not null"
            + " order by unit_id limit ? for update skip locked";

    private static final String CLEAR = "update history_unit set news = null where unit_id = any(?)";

    private NewsRows() {}

    /** Adds trips of units that this transaction holds. */
    static void add(Connection connection, Map<Long, List<Trip>> trips) throws SQLException {
        if (trips.isEmpty()) {
            return;
        }
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            List<Long> units = List.copyOf(trips.keySet());
            add.setArray(1, connection.createArrayOf("bigint", units.toArray(Long[]::new)));
            add.setArray(
                    2,
                    connection.createArrayOf(
                            "text",
                            units.stream().map(unit -> lines(trips.get(unit))).toArray(String[]::new)));
            add.executeUpdate();
        }
    }

    private static String lines(List<Trip> trips) {
        StringBuilder lines = new StringBuilder();
        trips.forEach(trip -> lines.append(SheetJson.write(trip)).append('\n'));
        return lines.toString();
    }

    /** Holds the news of some units until the transaction ends, and returns them. */
    static Map<Long, List<Trip>> hold(Connection connection, int most) throws SQLException {
        try (PreparedStatement hold = connection.prepareStatement(HOLD)) {
            hold.setInt(1, most);
            Map<Long, List<Trip>> news = new TreeMap<>();
            try (ResultSet rows = hold.executeQuery()) {
                while (rows.next()) {
                    news.put(
                            rows.getLong(1),
                            rows.getString(2).lines().map(SheetJson::readTrip).toList());
                }
            }
            return news;
        }
    }

    static void clear(Connection connection, Collection<Long> units) throws SQLException {
        try (PreparedStatement clear = connection.prepareStatement(CLEAR)) {
            clear.setArray(1, connection.createArrayOf("bigint", units.toArray()));
            clear.executeUpdate();
        }
    }
}
