package dev.fleetcast.testing;

import dev.fleetcast.demo.embedded.EmbeddedPostgreSql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A separate, empty database with the registry's schema, for tests without Quarkus. It lives as long as the test that
 * creates it, see {@link DroppedRegistries}.
 */
public final class EmptyRegistry {

    private static final AtomicInteger CREATED = new AtomicInteger();
    /** The names of those that tests on this thread have created. */
    private static final ThreadLocal<List<String>> OF_THE_TEST = ThreadLocal.withInitial(ArrayList::new);

    private final PGSimpleDataSource dataSource;

    private EmptyRegistry(PGSimpleDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Creates a database on the server shared by all tests. */
    public static EmptyRegistry create() {
        String name = "registry_" + CREATED.incrementAndGet();
        OF_THE_TEST.get().add(name);
        try {
            return database(name, "template " + Template.NAME + " strategy file_copy");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Drops those that this thread has created; connections that are still open are closed. */
    static void dropThoseOfTheTest() throws SQLException {
        for (String name : OF_THE_TEST.get()) {
            onServer("drop database if exists " + name + " with (force)");
        }
        OF_THE_TEST.remove();
    }

    private static void onServer(String sql) throws SQLException {
        EmbeddedPostgreSql server = SharedServices.database();
        new EmptyRegistry(dataSource(server, server.jdbcUrl())).execute(sql);
    }

    private static EmptyRegistry database(String name, String options) throws SQLException {
        onServer("create database " + name + " " + options);
        EmbeddedPostgreSql server = SharedServices.database();
        return new EmptyRegistry(dataSource(server, server.jdbcUrl().replaceFirst("/postgres$", "/" + name)));
    }

    /** Connections to the database. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** The address of the database. */
    public String jdbcUrl() {
        return dataSource.getUrl();
    }

    /** Runs one statement. */
    public void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The number of rows in a table, whose name may be followed by a condition. */
    public long count(String from) throws SQLException {
        return Long.parseLong(texts("select count(*) from " + from).get(0));
    }

    /** The first column of all rows. */
    public List<String> texts(String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private static PGSimpleDataSource dataSource(EmbeddedPostgreSql server, String url) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url);
        dataSource.setUser(server.username());
        dataSource.setPassword(server.password());
        return dataSource;
    }

    /** The template: migrated once, copied for each test. */
    private static final class Template {

        static final String NAME = create("registry_template");

        private static String create(String name) {
            try {
                EmptyRegistry template = database(name, "");
                Flyway.configure().dataSource(template.dataSource).load().migrate();
                return name;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
