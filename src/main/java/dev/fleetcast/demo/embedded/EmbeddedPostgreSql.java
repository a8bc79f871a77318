package dev.fleetcast.demo.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.UUID;

/**
 * A PostgreSQL started by this JVM, reachable at {@code localhost} without a password. Its data is deleted on close or
 * when the JVM exits; a later start deletes the data of a killed JVM.
 */
public final class EmbeddedPostgreSql implements AutoCloseable {

    private final EmbeddedPostgres database;

    private EmbeddedPostgreSql(EmbeddedPostgres database) {
        this.database = database;
    }

    /**
     * Starts a database; returns when it accepts connections.
     *
     * @param port a free port
     * @throws PortTakenException if the port is in use
     */
    public static EmbeddedPostgreSql start(int port) {
        return start(
                port,
                builder(port)
                        .setDataDirectory(directory().resolve(UUID.randomUUID().toString())));
    }

    /**
     * Like {@link #start(int)}, with the data that an earlier database left in {@code data}; a missing directory is
     * initialized. The data is kept.
     */
    public static EmbeddedPostgreSql start(int port, Path data) {
        return start(port, builder(port).setDataDirectory(data).setCleanDataDirectory(false));
    }

    private static EmbeddedPostgreSql start(int port, EmbeddedPostgres.Builder builder) {
        QuietLoggers.apply();
        Ports.requireFree(port);
        try {
            return new EmbeddedPostgreSql(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedPostgres.Builder builder(int port) {
        // The only way to set the directory that the library cleans of data left by killed processes.
        System.setProperty("ot.epg.working-dir", directory().toString());
        return EmbeddedPostgres.builder().setPort(port);
    }

    private static Path directory() {
        return TemporaryDirectory.root().resolve("postgresql");
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
