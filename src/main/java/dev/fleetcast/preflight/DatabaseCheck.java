package dev.fleetcast.preflight;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * Checks the database login, and that the client of unknown devices exists. An unreachable database is not a configuration error: the application waits for
 * it.
 */
final class DatabaseCheck implements Check {

    private static final String TIMEOUT_SECONDS = "5";
    private static final String WRONG_LOGIN = "28";
    private static final String AUTO_REGISTER = "fleetcast.ingest.auto-register";
    private static final String TABLE_OF_CLIENTS = "select 1 where to_regclass(?) is not null";
    private static final String CLIENT = "select 1 from client where id::text = ?";
    private static final String NO_SUCH_DATABASE = "3D000";

    @Override
    public List<ConfigProblem> problems(Settings settings) {
        Properties login = new Properties();
        settings.text(RequiredSettings.USERNAME).ifPresent(name -> login.setProperty("user", name));
        settings.text(RequiredSettings.PASSWORD).ifPresent(password -> login.setProperty("password", password));
        login.setProperty("connectTimeout", TIMEOUT_SECONDS);
        login.setProperty("loginTimeout", TIMEOUT_SECONDS);
        String url = settings.text(RequiredSettings.JDBC_URL).orElseThrow();
        try (Connection connection = DriverManager.getConnection(url, login)) {
            return clientProblems(connection, settings);
        } catch (SQLException refused) {
            return problems(String.valueOf(refused.getSQLState()));
        }
    }

    /** A new database has no tables yet, and the demo data come with their clients. */
    private static List<ConfigProblem> clientProblems(Connection connection, Settings settings) throws SQLException {
        Optional<String> client = settings.text(AUTO_REGISTER);
        if (client.isEmpty()
                || settings.isOn(DemoCheck.DEMO_DATA)
                || !isFound(connection, TABLE_OF_CLIENTS, "client")) {
            return List.of();
        }
        return isFound(connection, CLIENT, client.get())
                ? List.of()
                : List.of(new ConfigProblem(AUTO_REGISTER, "names a client that does not exist", "1"));
    }

    private static boolean isFound(Connection connection, String sql, String sought) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, sought);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static List<ConfigProblem> problems(String state) {
        if (state.startsWith(WRONG_LOGIN)) {
            return List.of(new ConfigProblem(
                    RequiredSettings.PASSWORD,
                    "or " + ConfigProblem.variable(RequiredSettings.USERNAME)
                            + " is wrong: the database refuses the login",
                    "a-long-random-text"));
        }
        if (state.equals(NO_SUCH_DATABASE)) {
            return List.of(new ConfigProblem(
                    RequiredSettings.JDBC_URL,
                    "names a database that does not exist on the server",
                    RequiredSettings.JDBC_URL_EXAMPLE));
        }
        return List.of();
    }
}
