package dev.fleetcast.ingest.unknown;

import dev.fleetcast.ingest.record.IngestConfig;
import dev.fleetcast.registry.admin.PageQuery;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;

/**
 * The unknown devices of the whole deployment, in the database: at most {@link IngestConfig#unknownDevices()} keys.
 * Beyond that, a new key replaces the oldest of those seen only once; a key that was seen more often stays. Blocks: for
 * worker threads only.
 */
@ThreadSafe
@ApplicationScoped
public class UnknownDevices {

    // A writer reads how much room there is: one after the other.
    private static final String ALONE = "lock table unknown_device in share row exclusive mode";

    private static final String UPDATE = """
            update unknown_device set messages = messages + ?, last_seen = greatest(last_seen, ?), topic = ?, example = ?
            where key = ?""";

    private static final String ROOM = "select ? - count(*) from unknown_device";

    private static final String MAKE_ROOM = """
            delete from unknown_device where key in (
                select key from unknown_device where messages = 1 order by last_seen limit ?)""";

    private static final String INSERT = """
            insert into unknown_device (messages, last_seen, topic, example, key, first_seen) values (?, ?, ?, ?, ?, ?)""";

    private static final String COUNT_UNLISTED = "update unlisted_device set messages = messages + ?";

    private static final String UNLISTED = "select messages from unlisted_device";

    private static final String FOUND = " from unregistered_device where lower(key) like ? escape '\\'";

    private static final String PAGE = "select key, messages, first_seen, last_seen, topic, example, refusal" + FOUND
            + " order by key collate \"C\" limit ? offset ?";

    private static final String TOTAL = "select count(*)" + FOUND;

    private static final String TO_REGISTER =
            "select key from unregistered_device where refusal is null order by first_seen, key limit ?";

    private static final String REFUSE = "update unknown_device set refusal = left(?, 500) where key = ?";

    private static final String SWEEP = """
            delete from unknown_device d where last_seen < now() - ? * interval '1 second'
                or not exists (select from unregistered_device u where u.key = d.key)""";

    private static final String REMOVE = "delete from unknown_device where key = any (?)";
    private static final String REMOVE_ALL = "delete from unknown_device";
    private static final String FORGET_UNLISTED = "update unlisted_device set messages = 0";

    private final DataSource database;
    private final IngestConfig config;

    /** The list in that database. */
    public UnknownDevices(DataSource database, IngestConfig config) {
        this.database = database;
        this.config = config;
    }

    /**
     * Adds what was counted, in one transaction.
     *
     * @return the number of messages whose keys have no place in the list
     */
    long add(UnknownTally tally) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                execute(connection, ALONE);
                long unlisted = tally.unlisted() + addNew(connection, update(connection, tally));
                execute(connection, COUNT_UNLISTED, unlisted);
                connection.commit();
                return unlisted;
            } catch (SQLException | RuntimeException failed) {
                connection.rollback();
                throw failed;
            }
        }
    }

    /** Updates the keys that are listed, and returns the others. */
    private static List<Sighting> update(Connection connection, UnknownTally tally) throws SQLException {
        List<Sighting> all = List.copyOf(tally.sightings());
        List<Sighting> missing = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
            for (Sighting seen : all) {
                bind(statement, seen);
                statement.addBatch();
            }
            int[] updated = statement.executeBatch();
            for (int index = 0; index < updated.length; index++) {
                if (updated[index] == 0) {
                    missing.add(all.get(index));
                }
            }
        }
        return missing;
    }

    /** Adds the keys, and returns the number of messages of the keys that have no place, or no longer. */
    private long addNew(Connection connection, List<Sighting> missing) throws SQLException {
        int room = (int) Math.max(0, number(connection, ROOM, config.unknownDevices()));
        int dropped = missing.size() > room ? execute(connection, MAKE_ROOM, missing.size() - room) : 0;
        int added = Math.min(missing.size(), room + dropped);
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (Sighting seen : missing.subList(0, added)) {
                bind(statement, seen);
                statement.setTimestamp(6, Timestamp.from(seen.first()));
                statement.addBatch();
            }
            statement.executeBatch();
        }
        return dropped
                + missing.subList(added, missing.size()).stream()
                        .mapToLong(Sighting::messages)
                        .sum();
    }

    private static void bind(PreparedStatement statement, Sighting seen) throws SQLException {
        statement.setLong(1, seen.messages());
        statement.setTimestamp(2, Timestamp.from(seen.last()));
        statement.setString(3, seen.topic());
        statement.setBytes(4, seen.example());
        statement.setString(5, seen.key());
    }

    /**
     * One page of the list, by key.
     *
     * @param devices the keys on it
     * @param total the number of all keys that match
     * @param unlisted the number of messages whose keys have no place in the list
     */
    record Listed(List<UnknownDevice> devices, long total, long unlisted) {}

    Listed list(PageQuery query) throws SQLException {
        String pattern = query.pattern();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(PAGE)) {
            bind(statement, pattern, query.size(), query.offset());
            List<UnknownDevice> devices = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    devices.add(device(rows));
                }
            }
            return new Listed(devices, number(connection, TOTAL, pattern), number(connection, UNLISTED));
        }
    }

    private static UnknownDevice device(ResultSet row) throws SQLException {
        return new UnknownDevice(
                row.getString(1),
                row.getLong(2),
                instant(row, 3),
                instant(row, 4),
                row.getString(5),
                new String(row.getBytes(6), StandardCharsets.UTF_8),
                row.getString(7));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    /** The number of keys in the list. */
    long count() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return number(connection, TOTAL, "%");
        }
    }

    /** The keys that have been in the list for the longest time, without those that were refused. */
    List<String> toRegister(int limit) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(TO_REGISTER)) {
            bind(statement, limit);
            List<String> keys = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    keys.add(rows.getString(1));
                }
            }
            return keys;
        }
    }

    /** Notes why the key cannot be registered by itself. */
    void refuse(String key, String reason) throws SQLException {
        try (Connection connection = database.getConnection()) {
            execute(connection, REFUSE, reason, key);
        }
    }

    /**
     * Removes keys, which come back with their next message.
     *
     * @return the number of those that were in the list
     */
    int remove(Collection<String> keys) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return execute(connection, REMOVE, connection.createArrayOf("text", keys.toArray()));
        }
    }

    /**
     * Removes all keys, and forgets the messages whose keys have no place.
     *
     * @return the number of keys
     */
    int removeAll() throws SQLException {
        try (Connection connection = database.getConnection()) {
            execute(connection, FORGET_UNLISTED);
            return execute(connection, REMOVE_ALL);
        }
    }

    /** Deletes the keys that name a unit by now, and those that have not been seen for long. */
    void sweep() throws SQLException {
        try (Connection connection = database.getConnection()) {
            execute(connection, SWEEP, config.unknownRetention().toSeconds());
        }
    }

    private static int execute(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        }
    }

    private static long number(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int index = 0; index < values.length; index++) {
            statement.setObject(index + 1, values[index]);
        }
    }
}
