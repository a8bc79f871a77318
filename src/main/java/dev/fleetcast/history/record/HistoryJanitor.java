package dev.fleetcast.history.record;

import dev.fleetcast.history.record.HistoryPartitions.Table;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Keeps the tables of the past in shape: creates partitions before they are needed, packs days, and drops what is older
 * than its retention. Nothing is deleted row by row. Blocks. Several replicas may run it; one at a time does the work.
 */
public final class HistoryJanitor {

    private static final int DAYS_AHEAD = 3;
    private static final int PATIENCE_MILLIS = 1_800_000;
    private static final String ALONE = "select pg_try_advisory_lock(5061748310)";
    private static final String END = "select pg_advisory_unlock(5061748310)";

    private final HistoryDatabase database;
    private final HistoryPartitions partitions;
    private final Packing packing;
    private final Retention retention;

    HistoryJanitor(HistoryDatabase database, HistoryPartitions partitions, Packing packing, Retention retention) {
        this.database = database;
        this.partitions = partitions;
        this.packing = packing;
        this.retention = retention;
    }

    /**
     * How long the past is kept.
     *
     * @param recent messages as single rows; at least a day
     * @param chunks messages in pieces
     * @param trips trips and what else was found
     */
    public record Retention(Duration recent, Duration chunks, Duration trips) {}

    /** @throws HistoryException when the database does not respond, or readers keep a partition for too long */
    public void tidy(Instant now) {
        database.run(connection -> {
            try (var statement = connection.createStatement();
                    var alone = statement.executeQuery(ALONE)) {
                if (!alone.next() || !alone.getBoolean(1)) {
                    return null;
                }
            }
            int timeout = connection.getNetworkTimeout();
            try {
                // Sorting the messages of a day may take minutes.
                connection.setNetworkTimeout(Runnable::run, PATIENCE_MILLIS);
                tidy(connection, now);
            } finally {
                connection.rollback();
                connection.setNetworkTimeout(Runnable::run, timeout);
                connection.createStatement().execute(END);
                connection.commit();
            }
            return null;
        });
    }

    private void tidy(Connection connection, Instant now) throws SQLException, IOException {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        List<LocalDate> ahead = today.datesUntil(today.plusDays(DAYS_AHEAD + 1)).toList();
        partitions.ensure(connection, Table.MESSAGES, ahead);
        partitions.ensure(connection, Table.SHEETS, ahead);
        Attempts attempts = new Attempts(connection);
        for (LocalDate day : partitions.before(connection, Table.MESSAGES, end(now, retention.recent()))) {
            attempts.make(() -> packing.pack(connection, day));
        }
        drop(attempts, connection, Table.CHUNKS, end(now, retention.chunks()));
        drop(attempts, connection, Table.SHEETS, end(now, retention.trips()));
        attempts.end();
    }

    private void drop(Attempts attempts, Connection connection, Table table, LocalDate end) throws SQLException {
        for (LocalDate first : partitions.before(connection, table, end)) {
            attempts.make(() -> {
                partitions.drop(connection, table, first);
                connection.commit();
            });
        }
    }

    /** The day on which a partition must have ended. */
    private static LocalDate end(Instant now, Duration kept) {
        return LocalDate.ofInstant(now.minus(kept), ZoneOffset.UTC);
    }

    /** Partitions that are dealt with one by one: one that readers keep, or that is damaged, does not stop the others. */
    private static final class Attempts {

        private final Connection connection;
        private Exception failure;

        Attempts(Connection connection) {
            this.connection = connection;
        }

        private interface Step {

            void run() throws SQLException, IOException;
        }

        void make(Step step) throws SQLException {
            try {
                step.run();
            } catch (SQLException | IOException | RuntimeException failed) {
                connection.rollback();
                if (failure == null) {
                    failure = failed;
                } else {
                    failure.addSuppressed(failed);
                }
            }
        }

        /** Fails with what has failed, if anything. */
        void end() throws SQLException {
            if (failure != null) {
                throw failure instanceof SQLException kept ? kept : new SQLException(failure);
            }
        }
    }
}
