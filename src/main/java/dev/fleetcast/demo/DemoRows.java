package dev.fleetcast.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Writes fleets and accounts as rows. A company's rows refer only to its own rows: an id that belongs to another
 * company's vehicle is skipped.
 */
final class DemoRows {

    private static final String CLIENT = "insert into client (name) values (?) on conflict do nothing";
    private static final String VEHICLE = """
            insert into vehicle (id, client_id, reg_no, fleet_no, vin, engine_no, icon_name)
            select ?, id, ?, ?, ?, ?, ? from client where name = ? on conflict do nothing""";
    private static final String UNIT = """
            insert into unit (id, client_id, imei, serial_no, name, stock_no, timezone, vehicle_id, assigned_as)
            select ?, client.id, ?, ?, ?, ?, ?, vehicle.id, 'primary'
            from vehicle join client on client.id = vehicle.client_id where vehicle.id = ? and client.name = ?
            on conflict do nothing""";
    private static final String DRIVER = """
            insert into driver (id, client_id, name, tag_no, vehicle_id)
            select ?, client.id, ?, ?, vehicle.id
            from vehicle join client on client.id = vehicle.client_id where vehicle.id = ? and client.name = ?
            on conflict do nothing""";
    private static final String POOL =
            "insert into pool (client_id, name) select id, ? from client where name = ? on conflict do nothing";
    private static final String POOL_VEHICLE = """
            insert into pool_vehicle (pool_id, vehicle_id)
            select pool.id, vehicle.id
            from pool join client on client.id = pool.client_id join vehicle on vehicle.client_id = client.id
            where pool.name = ? and vehicle.id = ? and client.name = ?
            on conflict do nothing""";
    private static final String ZONE = """
            insert into zone (client_id, number, name) select id, ?, ? from client where name = ? on conflict do nothing""";
    private static final String USER = """
            insert into app_user (username, email, full_name, password_hash, shared)
            values (?, ?, ?, ?, ?) on conflict do nothing""";
    private static final String USER_ROLE =
            "insert into user_role (user_id, role) select id, ? from app_user where username = ? on conflict do nothing";
    private static final String USER_CLIENT = """
            insert into user_client (user_id, client_id)
            select app_user.id, client.id from app_user, client where app_user.username = ? and client.name = ?
            on conflict do nothing""";

    private final Connection connection;

    DemoRows(Connection connection) {
        this.connection = connection;
    }

    /** @param hashes the password hash of each user name */
    void insert(List<DemoFleet> fleets, List<DemoAccount> accounts, Map<String, String> hashes) throws SQLException {
        for (DemoFleet fleet : fleets) {
            insert(fleet);
        }
        for (DemoAccount account : accounts) {
            insert(account, hashes.get(account.username()));
        }
    }

    private void insert(DemoFleet fleet) throws SQLException {
        String client = fleet.client();
        List<DemoVehicle> vehicles = fleet.vehicles();
        execute(CLIENT, List.<Object[]>of(row(client)));
        execute(
                VEHICLE,
                vehicles.stream()
                        .map(v -> row(v.id(), v.regNo(), v.fleetNo(), v.vin(), v.engineNo(), v.iconName(), client))
                        .toList());
        execute(
                UNIT,
                vehicles.stream()
                        .map(v -> row(
                                v.id(),
                                v.imei(),
                                v.serialNo(),
                                v.name(),
                                v.stockNo(),
                                fleet.timezone(),
                                v.id(),
                                client))
                        .toList());
        execute(
                DRIVER,
                vehicles.stream()
                        .map(v -> row(v.id(), v.driverName(), v.driverTagNo(), v.id(), client))
                        .toList());
        execute(
                POOL,
                vehicles.stream()
                        .flatMap(v -> v.pools().stream())
                        .distinct()
                        .sorted()
                        .map(pool -> row(pool, client))
                        .toList());
        execute(
                POOL_VEHICLE,
                vehicles.stream()
                        .flatMap(v -> v.pools().stream().map(pool -> row(pool, v.id(), client)))
                        .toList());
        List<String> zones = fleet.zones();
        execute(
                ZONE,
                IntStream.range(0, zones.size())
                        .mapToObj(i -> row(i + 1L, zones.get(i), client))
                        .toList());
    }

    private void insert(DemoAccount account, String hash) throws SQLException {
        execute(
                USER,
                List.<Object[]>of(
                        row(account.username(), account.email(), account.fullName(), hash, account.shared())));
        execute(
                USER_ROLE,
                account.role().stream()
                        .map(role -> row(role, account.username()))
                        .toList());
        execute(
                USER_CLIENT,
                account.clients().stream()
                        .map(client -> row(account.username(), client))
                        .toList());
    }

    private void execute(String sql, List<Object[]> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Object[] row : rows) {
                for (int column = 0; column < row.length; column++) {
                    statement.setObject(column + 1, row[column]);
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static Object[] row(Object... columns) {
        return columns;
    }
}
