package dev.fleetcast.device.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Predicate;
import javax.sql.DataSource;

/** Transactions of a store in a database, and what their failures mean. Blocks; safe for use by any thread. */
public final class StoreDatabase {

    /** Classes of SQL states that blame the data: invalid, against a constraint, beyond a limit. */
    private static final Set<String> OF_DATA = Set.of("21", "22", "23", "54");

    private final DataSource database;
    private final Predicate<SQLException> isOfData;

    /** A database whose SQL states are those of the standard. */
    public StoreDatabase(DataSource database) {
        this(database, StoreDatabase::isStateOfData);
    }

    /** @param isOfData whether a failure is the fault of the data */
    public StoreDatabase(DataSource database, Predicate<SQLException> isOfData) {
        this.database = database;
        this.isOfData = isOfData;
    }

    /** A task that uses a connection. */
    @FunctionalInterface
    public interface Work<T> {

        T with(Connection connection) throws SQLException;
    }

    /**
     * Runs the work in a transaction.
     *
     * @throws RefusedException when the data is to blame
     * @throws StoreAwayException when the database does not answer, or cannot be used
     */
    public <T> T change(Work<T> work) {
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
            throw isOfData.test(failure)
                    ? new RefusedException(reason(failure), failure)
                    : new StoreAwayException(failure);
        }
    }

    /** Whether the SQL state, as the standard defines them, blames the data. */
    public static boolean isStateOfData(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && state.length() == 5 && OF_DATA.contains(state.substring(0, 2));
    }

    /** Only the state: messages of databases quote the data. */
    private static String reason(SQLException failure) {
        return "the database refuses it (SQL state " + failure.getSQLState() + ")";
    }

    private static void rollBack(Connection connection, Exception failure) {
        try {
            connection.rollback();
        } catch (SQLException gone) {
            failure.addSuppressed(gone);
        }
    }
}
