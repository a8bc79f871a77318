package dev.fleetcast.device.command.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** The connections of the queue to the database. Blocks; safe for use by any thread. */
@ApplicationScoped
public class QueueDatabase {

    /** Keeps many devices that come at once from taking all connections from logins and the registry. */
    private static final int MAX_CONNECTIONS = 8;

    private static final int PATIENCE_SECONDS = 2;

    private final DataSource database;
    private final Semaphore turns = new Semaphore(MAX_CONNECTIONS);

    QueueDatabase(DataSource database) {
        this.database = database;
    }

    /** A task that uses a connection. */
    @FunctionalInterface
    interface Work<T> {

        T with(Connection connection) throws SQLException;
    }

    /**
     * Runs the work in a transaction, rolled back on failure.
     *
     * @throws QueueException when the database does not answer, or refuses
     */
    <T> T change(Work<T> work) {
        try {
            if (!turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new SQLTransientException("Too many concurrent uses of the queue of commands");
            }
            try (Connection connection = database.getConnection()) {
                return inTransaction(connection, work);
            } finally {
                turns.release();
            }
        } catch (SQLException failure) {
            throw new QueueException(failure);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new QueueException(new SQLTransientException(stopping));
        }
    }

    private static <T> T inTransaction(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            T result = work.with(connection);
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException failure) {
            try {
                connection.rollback();
            } catch (SQLException gone) {
                failure.addSuppressed(gone);
            }
            throw failure;
        }
    }
}
