package dev.fleetcast.history.record;

import dev.fleetcast.threading.ThreadSafe;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The numbers of placements in the database. */
@ThreadSafe
final class Placements {

    /** A no-op update, so that the row is returned whether it is new or not. */
    private static final String UPSERT =
            "insert into history_placement (unit_id, client_id, vehicle_id, role, driver_id, picture) values (?, ?, ?,"
                    + " ?, ?, ?) on conflict (unit_id, client_id, md5(picture)) do update set role = excluded.role"
                    + " returning id";

    private final Map<Long, Known> newest = new ConcurrentHashMap<>();

    private record Known(Placement placement, long id) {}

    /** What became known in a transaction; it holds once the transaction is committed. */
    void remember(Map<Placement, Long> stored) {
        stored.forEach((placement, id) -> newest.put(placement.unitId(), new Known(placement, id)));
    }

    /** @param stored those of this transaction; further ones are added */
    long id(Connection connection, Placement placement, Map<Placement, Long> stored) throws SQLException {
        Known known = newest.get(placement.unitId());
        if (known != null && known.placement().equals(placement)) {
            return known.id();
        }
        Long id = stored.get(placement);
        if (id == null) {
            id = upsert(connection, placement);
            stored.put(placement, id);
        }
        return id;
    }

    private static long upsert(Connection connection, Placement placement) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            upsert.setLong(1, placement.unitId());
            upsert.setLong(2, placement.clientId());
            upsert.setObject(3, placement.vehicleId(), Types.BIGINT);
            upsert.setString(4, placement.role());
            upsert.setObject(5, placement.driverId(), Types.BIGINT);
            upsert.setString(6, placement.picture());
            try (ResultSet row = upsert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
