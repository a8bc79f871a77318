package dev.fleetcast.history.record;

import dev.fleetcast.threading.ThreadSafe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The connections to the database of the past. Blocks. */
@ThreadSafe
public final class HistoryDatabase {

    private final DataSource source;

    HistoryDatabase(DataSource source) {
        this.source = source;
    }

    /** A task that uses a connection. */
    @FunctionalInterface
    public interface Work<T> {

        T with(Connection connection) throws SQLException, IOException;
    }

    /**
     * Runs the work, which commits what it wants to keep.
     *
     * @throws HistoryException when the database does not respond, or refuses
     */
    public <T> T run(Work<T> work) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.with(connection);
                connection.rollback();
                return result;
            } catch (SQLException | IOException | RuntimeException failure) {
                rollBack(connection, failure);
                throw failure;
            }
        } catch (SQLException failure) {
            throw new HistoryException(failure);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * Has the database end this transaction if its process stands still, as a virtual machine may: others wait for the
     * rows that it holds.
     */
    static void endIfIdle(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local idle_in_transaction_session_timeout = '10s'");
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
