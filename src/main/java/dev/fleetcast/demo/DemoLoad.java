package dev.fleetcast.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Loads missing fleets and accounts into a registry, in one transaction. If several replicas do so at once, one of them
 * loads; existing rows stay unchanged.
 */
final class DemoLoad {

    private final DataSource database;
    private final UnaryOperator<String> passwordHash;

    DemoLoad(DataSource database, UnaryOperator<String> passwordHash) {
        this.database = database;
        this.passwordHash = passwordHash;
    }

    /** @return true if rows were loaded */
    boolean run(List<DemoFleet> fleets, List<DemoAccount> accounts) throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (isLoaded(connection, fleets)) {
                return false;
            }
        }
        // Slow, so done before the lock is taken.
        Map<String, String> hashes = accounts.stream()
                .collect(Collectors.toMap(DemoAccount::username, account -> passwordHash.apply(account.password())));
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            boolean loading = waitForTurn(connection) && !isLoaded(connection, fleets);
            if (loading) {
                new DemoRows(connection).insert(fleets, accounts, hashes);
            }
            connection.commit();
            return loading;
        }
    }

    private static boolean isLoaded(Connection connection, List<DemoFleet> fleets) throws SQLException {
        String[] names = fleets.stream().map(DemoFleet::client).toArray(String[]::new);
        try (PreparedStatement query =
                connection.prepareStatement("select count(*) from client where name = any (?)")) {
            query.setArray(1, connection.createArrayOf("varchar", names));
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() && rows.getInt(1) == names.length;
            }
        }
    }

    /** Every change of the registry locks this row until the end of its transaction. */
    private static boolean waitForTurn(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select version from registry_version for update");
                ResultSet rows = query.executeQuery()) {
            return rows.next();
        }
    }
}
