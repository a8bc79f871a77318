package dev.fleetcast.testing;

import dev.fleetcast.demo.embedded.Ports;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** A real MariaDB on a port of its own, with the database {@code test}. */
public final class MariaDb implements AutoCloseable {

    private final Path directory;
    private final int port = Ports.free();
    private Process server;

    private MariaDb(Path directory) {
        this.directory = directory;
    }

    /** Skips the test where MariaDB is missing, see {@link Tools}. */
    public static MariaDb start() throws Exception {
        Tools.require("mariadbd");
        Tools.require("my_print_defaults");
        MariaDb database = new MariaDb(Files.createTempDirectory("fleetcast-mariadb"));
        database.run("mariadb-install-db", "--auth-root-authentication-method=normal", "--skip-test-db")
                .waitFor();
        database.comeBack();
        database.execute("mysql", "create database test");
        return database;
    }

    /** Starts the server again with all its data. */
    public void comeBack() throws IOException {
        server = run(
                "mariadbd",
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--socket=" + directory.resolve("socket"),
                "--innodb-buffer-pool-size=16M",
                // As hostile as a server may be: a time zone of its own, and no strictness.
                "--default-time-zone=-07:00",
                "--sql-mode=");
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            connect("mysql").close();
            return true;
        });
    }

    /** Kills the server. */
    public void goAway() {
        server.destroyForcibly().onExit().join();
    }

    public int port() {
        return port;
    }

    /** The JDBC address of the database {@code test}, whose user {@code root} has no password. */
    public String url() {
        return "jdbc:mysql://127.0.0.1:" + port + "/test";
    }

    public void execute(String statement) throws SQLException {
        execute("test", statement);
    }

    /** The first column of all rows. */
    public List<String> texts(String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = connect("test");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    @Override
    public void close() {
        goAway();
    }

    private void execute(String database, String statement) throws SQLException {
        try (Connection connection = connect(database);
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mariadb://127.0.0.1:" + port + "/" + database + "?user=root&connectTimeout=30000");
    }

    private Process run(String... command) throws IOException {
        List<String> line = new ArrayList<>(List.of(command));
        line.add(1, "--no-defaults");
        line.add("--datadir=" + directory.resolve("data"));
        if ("root".equals(System.getProperty("user.name"))) {
            line.add("--user=root");
        }
        ProcessBuilder builder = new ProcessBuilder(line);
        Map<String, String> environment = builder.environment();
        environment.put("PATH", environment.get("PATH") + File.pathSeparator + "/usr/sbin");
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("log").toFile()))
                .start();
    }
}
