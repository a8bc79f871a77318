package dev.fleetcast.device.value;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads rows of versions. */
final class ValueRows {

    private ValueRows() {}

    /** Runs a query whose parameters are a value's place and these numbers. */
    static List<SharedValue> query(Connection connection, String sql, ValueName name, long... numbers)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, name.clientId());
            query.setString(2, name.name());
            for (int i = 0; i < numbers.length; i++) {
                query.setLong(3 + i, numbers[i]);
            }
            return all(query);
        }
    }

    /** All rows of a query. */
    static List<SharedValue> all(PreparedStatement query) throws SQLException {
        List<SharedValue> values = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                values.add(new SharedValue(
                        new ValueName(rows.getLong("client_id"), rows.getString("name")),
                        rows.getString("value"),
                        rows.getLong("version"),
                        rows.getTimestamp("updated_at").toInstant(),
                        rows.getString("updated_by")));
            }
        }
        return values;
    }
}
