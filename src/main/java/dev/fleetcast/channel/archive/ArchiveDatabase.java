package dev.fleetcast.channel.archive;

import dev.fleetcast.threading.ThreadSafe;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** The connections to the archive's database. Blocks. */
@ThreadSafe
@ApplicationScoped
public class ArchiveDatabase {

    /** Keeps simultaneous reconnects of feeds from taking all connections from logins and the registry. */
    private static final int MAX_READERS = 8;

    private static final int READER_PATIENCE_SECONDS = 1;

    private final DataSource database;
    private final Semaphore readers = new Semaphore(MAX_READERS);

    public ArchiveDatabase(DataSource database) {
        this.database = database;
    }

    /** A task that uses a connection. */
    @FunctionalInterface
    public interface Work<T> {

        T with(Connection connection) throws SQLException;
    }

    /** @throws ArchiveException when the database does not respond */
    public <T> T read(Work<T> work) {
        try {
            if (!readers.tryAcquire(READER_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new SQLTransientException("Too many concurrent readers of the archive");
            }
            try (Connection connection = database.getConnection()) {
                return work.with(connection);
            } finally {
                readers.release();
            }
        } catch (SQLException failure) {
            throw new ArchiveException(failure);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new ArchiveException(new SQLTransientException(stopping));
        }
    }

    /**
     * Runs the work in a transaction, rolled back on failure.
     *
     * @throws ArchiveException when the database does not respond, or refuses
     */
    <T> T change(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.with(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException failure) {
                rollBack(connection, failure);
                throw failure;
            }
        } catch (SQLException failure) {
            throw new ArchiveException(failure);
        }
    }

    private static void rollBack(Connection connection, Exception failure) {
        try {
            connection.rollback();
        } catch (SQLException gone) {
            failure.addSuppressed(gone);
        }
    }
}
