package dev.fleetcast.demo.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.UUID;

/**
 * A PostgreSQL started by this JVM, reachable at {@code localhost} without a password. Its data goes when it is closed
 * or the JVM exits; what a killed JVM left behind is cleared away by a later start.
 */
public final class EmbeddedPostgreSql implements AutoCloseable {

    private final EmbeddedPostgres database;

    private EmbeddedPostgreSql(EmbeddedPostgres database) {
        this.database = database;
    }

    /**
     * Starts a database; returns when it takes connections.
     *
     * @param port a free port
     * @throws PortTakenException if the port is in use
     */
    public static EmbeddedPostgreSql start(int port) {
        QuietLoggers.apply();
        Ports.requireFree(port);
        Path directory = TemporaryDirectory.root().resolve("postgresql");
        // The only way to tell the library where to look for what killed processes left behind.
        System.setProperty("ot.epg.working-dir", directory.toString());
        try {
            return new EmbeddedPostgreSql(EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(directory.resolve(UUID.randomUUID().toString()))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value for {@code quarkus.datasource.jdbc.url}. */
    public String jdbcUrl() {
        return "jdbc:postgresql://localhost:" + database.getPort() + "/postgres";
    }

    /** The value for {@code quarkus.datasource.username}. */
    public String username() {
        return "postgres";
    }

    /** The value for {@code quarkus.datasource.password}; not checked. */
    public String password() {
        return "postgres";
    }

    @Override
    public void close() {
        try {
            database.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
