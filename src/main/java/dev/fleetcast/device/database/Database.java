package dev.fleetcast.device.database;

import dev.fleetcast.threading.ThreadSafe;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.sql.DataSource;

/** Transactions in a database. Blocks. The bean is for requests: it limits the number of concurrent transactions. */
@ThreadSafe
@Singleton
public final class Database {

    /** Keeps many devices and followers that come at once from taking all connections from logins and the registry. */
    private static final int CONCURRENT_REQUESTS = 12;

    private static final int PATIENCE_SECONDS = 2;
    /** Classes of SQL states that blame the data: invalid, against a constraint, beyond a limit. */
    private static final Set<String> OF_DATA = Set.of("21", "22", "23", "54");

    private final DataSource connections;
    private final Predicate<SQLException> isOfData;
    private final Semaphore turns;

    /** For requests. */
    @Inject
    public Database(DataSource connections) {
        this(connections, Database::isStateOfData, CONCURRENT_REQUESTS);
    }

    private Database(DataSource connections, Predicate<SQLException> isOfData, int concurrent) {
        this.connections = connections;
        this.isOfData = isOfData;
        this.turns = new Semaphore(concurrent);
    }

    /** For background work, which has few threads: without a limit. */
    public static Database unlimited(DataSource connections) {
        return unlimited(connections, Database::isStateOfData);
    }

    /** @param isOfData whether a failure is the fault of the data */
    public static Database unlimited(DataSource connections, Predicate<SQLException> isOfData) {
        return new Database(connections, isOfData, Integer.MAX_VALUE);
    }

    /** A task that uses a connection. */
    @FunctionalInterface
    public interface Work<T> {

        T with(Connection connection) throws SQLException;
    }

    /**
     * Runs the work in a transaction, rolled back on failure.
     *
     * @throws RefusedException when the data is to blame
     * @throws DatabaseException when the database does not answer, or cannot be used
     */
    public <T> T change(Work<T> work) {
        return with(connection -> inTransaction(connection, work));
    }

    /**
     * Runs work of a single statement, which needs no transaction around it: one round trip instead of two.
     *
     * @throws RefusedException when the data is to blame
     * @throws DatabaseException when the database does not answer, or cannot be used
     */
    public <T> T ask(Work<T> query) {
        return with(query);
    }

    private <T> T with(Work<T> work) {
        try {
            if (!turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new SQLTransientException("Too many concurrent transactions of devices");
            }
            try (Connection connection = connections.getConnection()) {
                return work.with(connection);
            } finally {
                turns.release();
            }
        } catch (SQLException failure) {
            throw isOfData.test(failure)
                    ? new RefusedException(reason(failure), failure)
                    : new DatabaseException(failure);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new DatabaseException(new SQLTransientException(stopping));
        }
    }

    /** Whether the SQL state, as the standard defines them, blames the data. */
    public static boolean isStateOfData(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && state.length() == 5 && OF_DATA.contains(state.substring(0, 2));
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

    /** Only the state: messages of databases quote the data. */
    private static String reason(SQLException failure) {
        return "the database refuses it (SQL state " + failure.getSQLState() + ")";
    }
}
