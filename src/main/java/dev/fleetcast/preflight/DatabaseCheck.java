package dev.fleetcast.preflight;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

/** Checks the database login. An unreachable database is not a configuration error: the application waits for it. */
final class DatabaseCheck implements Check {

    private static final String TIMEOUT_SECONDS = "5";
    private static final String WRONG_LOGIN = "28";
    private static final String NO_SUCH_DATABASE = "3D000";

    @Override
    public List<ConfigProblem> problems(Settings settings) {
        Properties login = new Properties();
        settings.text(RequiredSettings.USERNAME).ifPresent(name -> login.setProperty("user", name));
        settings.text(RequiredSettings.PASSWORD).ifPresent(password -> login.setProperty("password", password));
        login.setProperty("connectTimeout", TIMEOUT_SECONDS);
        login.setProperty("loginTimeout", TIMEOUT_SECONDS);
        String url = settings.text(RequiredSettings.JDBC_URL).orElseThrow();
        try {
            DriverManager.getConnection(url, login).close();
            return List.of();
        } catch (SQLException refused) {
            return problems(String.valueOf(refused.getSQLState()));
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
