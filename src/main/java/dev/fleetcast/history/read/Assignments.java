package dev.fleetcast.history.read;

import dev.fleetcast.history.record.HistoryDatabase;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whose units were when and where: what the registry said of them when their messages were recorded. Blocks. */
@ThreadSafe
@Singleton
public final class Assignments {

    private static final String COLUMNS =
            "select id, unit_id, client_id, coalesce(vehicle_id, 0), role, picture::json->>'driver' from"
                    + " history_placement";

    private final HistoryDatabase database;

    public Assignments(HistoryDatabase database) {
        this.database = database;
    }

    /**
     * An assignment of then.
     *
     * @param id its number, as messages and trips have it
     * @param clientId the owner of the unit
     * @param vehicleId 0 for none
     * @param role in the vehicle; null for none
     * @param driver as JSON; null for none
     */
    public record Assignment(long id, long unitId, long clientId, long vehicleId, String role, String driver) {}

    /** Returns all assignments of the units. */
    public List<Assignment> ofUnits(Collection<Long> units) {
        return database.run(connection -> {
            try (PreparedStatement query = connection.prepareStatement(COLUMNS + " where unit_id = any(?)")) {
                query.setArray(1, connection.createArrayOf("bigint", units.toArray()));
                return read(query);
            }
        });
    }

    /**
     * Returns the numbers of the assignments that units had under other owners than these, by unit: the next owner of a unit
     * does not see its past.
     *
     * @param owners by unit
     */
    public Map<Long, Set<Long>> ofOtherOwners(Map<Long, Long> owners) {
        Map<Long, Set<Long>> others = new HashMap<>();
        for (Assignment then : ofUnits(List.copyOf(owners.keySet()))) {
            if (then.clientId() != owners.get(then.unitId())) {
                others.computeIfAbsent(then.unitId(), first -> new HashSet<>()).add(then.id());
            }
        }
        return others;
    }

    /** Returns all assignments of units to that role in the vehicle. */
    public List<Assignment> ofVehicle(long vehicle, String role) {
        return database.run(connection -> ofVehicle(connection, vehicle, role));
    }

    private static List<Assignment> ofVehicle(Connection connection, long vehicle, String role) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(COLUMNS + " where vehicle_id = ? and role = ?")) {
            query.setLong(1, vehicle);
            query.setString(2, role);
            return read(query);
        }
    }

    private static List<Assignment> read(PreparedStatement query) throws SQLException {
        List<Assignment> found = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                found.add(new Assignment(
                        rows.getLong(1),
                        rows.getLong(2),
                        rows.getLong(3),
                        rows.getLong(4),
                        rows.getString(5),
                        rows.getString(6)));
            }
        }
        return found;
    }
}
