package dev.fleetcast.device.value;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetcast.device.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The shared values in the database. Changes of one value wait for each other, so that every version is the one before
 * plus one. Blocks; safe for use by any thread.
 */
@ApplicationScoped
public class Values {

    private static final String LOCK_CLIENT = "select pg_advisory_xact_lock(hashtextextended(?, 19))";
    private static final String KNOWN =
            "select version, deleted from device_value where client_id = ? and name = ? for update";
    private static final String COUNT = "select count(*) from device_value where client_id = ?";
    private static final String CREATE =
            "insert into device_value (client_id, name, version) values (?, ?, 0)" + " on conflict do nothing";
    private static final String CHANGE =
            "update device_value set version = ?, deleted = ? where client_id = ? and name = ?";
    private static final String ADD = "insert into device_value_version"
            + " (client_id, name, version, value, updated_at, updated_by) values (?, ?, ?, ?, now(), ?) returning *";
    private static final String PRUNE =
            "delete from device_value_version where client_id = ? and name = ? and version <= ? and told";
    private static final String VERSION =
            "select * from device_value_version where client_id = ? and name = ? and version = ?";
    private static final String CURRENT = "select v.* from device_value_version v join device_value d"
            + " using (client_id, name, version) where client_id = ? and name = ?";
    private static final String NEWEST = "select * from device_value_version where client_id = ? and name = ?"
            + " and version < ? order by version desc limit ?";
    private static final String AFTER = "select * from device_value_version where client_id = ? and name = ?"
            + " and version > ? order by version limit ?";
    private static final String LIST = "select v.* from device_value_version v join device_value d"
            + " using (client_id, name, version) where client_id = ? and not d.deleted and name > ? order by name limit ?";
    private static final String COUNTED = "insert into device_value_event (key, client_id, name, counted_at)"
            + " values (?, ?, ?, now()) on conflict do nothing";

    private final Database database;
    private final ValueConfig config;

    Values(Database database, ValueConfig config) {
        this.database = database;
        this.config = config;
    }

    /** Why a value was not changed. */
    public enum Refusal {
        /** The condition does not hold. */
        CONDITION,
        /** There is no such value to delete. */
        ABSENT,
        /** The client has too many values. */
        TOO_MANY,
        /** The value would be too large. */
        TOO_LARGE
    }

    /**
     * What became of a change.
     *
     * @param value the new version, or null
     * @param refusal null if it was made
     */
    public record Change(SharedValue value, Refusal refusal) {}

    /** Sets a value. */
    public Change put(ValueName name, String json, ValueCondition condition, String by) {
        return database.change(connection -> change(connection, name, condition, by, before -> json));
    }

    /** Merges a patch into a value. */
    public Change patch(ValueName name, JsonNode patch, ValueCondition condition, String by) {
        return database.change(connection -> change(
                connection, name, condition, by, before -> ValueJson.text(ValueJson.merged(parse(before), patch))));
    }

    /** Deletes a value. */
    public Change delete(ValueName name, ValueCondition condition, String by) {
        return database.change(connection -> {
            long version = existing(connection, name);
            if (version == 0) {
                return new Change(null, condition.equals(ValueCondition.NONE) ? Refusal.ABSENT : Refusal.CONDITION);
            }
            return change(connection, name, condition, by, before -> null);
        });
    }

    /**
     * Sets a value by an event.
     *
     * @param key which other events are the same
     * @return empty if the event has set it before, the value would be too large, or the client has too many values
     */
    public Optional<SharedValue> set(ValueName name, String json, byte[] key, String by) {
        return database.change(connection -> {
            try (PreparedStatement counted = connection.prepareStatement(COUNTED)) {
                counted.setBytes(1, key);
                counted.setLong(2, name.clientId());
                counted.setString(3, name.name());
                if (counted.executeUpdate() == 0) {
                    return Optional.empty();
                }
            }
            Change change = change(connection, name, ValueCondition.NONE, by, before -> json);
            return Optional.ofNullable(change.value());
        });
    }

    /** The newest version, also of a deleted value. */
    public Optional<SharedValue> current(ValueName name) {
        return database.change(connection ->
                ValueRows.query(connection, CURRENT, name).stream().findFirst());
    }

    /** Versions before {@code before}, the newest first. */
    public List<SharedValue> versions(ValueName name, long before, int limit) {
        return database.change(connection -> ValueRows.query(connection, NEWEST, name, before, limit));
    }

    /** Versions after {@code after} that are retained, the oldest first. */
    public List<SharedValue> after(ValueName name, long after, int limit) {
        return database.change(connection -> ValueRows.query(connection, AFTER, name, after, limit));
    }

    /** The client's values, by name, after that name. */
    public List<SharedValue> list(long clientId, String after, int limit) {
        return database.change(connection -> {
            try (PreparedStatement query = connection.prepareStatement(LIST)) {
                query.setLong(1, clientId);
                query.setString(2, after);
                query.setInt(3, limit);
                return ValueRows.all(query);
            }
        });
    }

    private Change change(
            Connection connection, ValueName name, ValueCondition condition, String by, UnaryOperator<String> change)
            throws SQLException {
        Long version = lock(connection, name);
        if (version == null) {
            return new Change(null, Refusal.TOO_MANY);
        }
        SharedValue before = version == 0 ? null : version(connection, name, version);
        boolean exists = before != null && !before.isDeleted();
        if (!condition.holds(exists ? version : 0)) {
            connection.rollback();
            return new Change(null, Refusal.CONDITION);
        }
        String json = change.apply(exists ? before.json() : null);
        if (json != null && ValueJson.isTooLarge(json)) {
            connection.rollback();
            return new Change(null, Refusal.TOO_LARGE);
        }
        return new Change(add(connection, name, version + 1, json, by), null);
    }

    /** Locks the row of the value, made if there is none; returns its version, or null if there are too many values. */
    private Long lock(Connection connection, ValueName name) throws SQLException {
        Long known = known(connection, name);
        if (known != null) {
            return known;
        }
        try (PreparedStatement lock = connection.prepareStatement(LOCK_CLIENT)) {
            lock.setString(1, Long.toString(name.clientId()));
            lock.execute();
        }
        try (PreparedStatement count = connection.prepareStatement(COUNT)) {
            count.setLong(1, name.clientId());
            try (ResultSet row = count.executeQuery()) {
                row.next();
                if (row.getLong(1) >= config.maxValues()) {
                    return known(connection, name);
                }
            }
        }
        try (PreparedStatement create = connection.prepareStatement(CREATE)) {
            create.setLong(1, name.clientId());
            create.setString(2, name.name());
            create.executeUpdate();
        }
        return known(connection, name);
    }

    private static Long known(Connection connection, ValueName name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(KNOWN)) {
            query.setLong(1, name.clientId());
            query.setString(2, name.name());
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? (Long) row.getLong(1) : null;
            }
        }
    }

    /** The version of an existing value, else 0. */
    private static long existing(Connection connection, ValueName name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(KNOWN)) {
            query.setLong(1, name.clientId());
            query.setString(2, name.name());
            try (ResultSet row = query.executeQuery()) {
                return row.next() && !row.getBoolean(2) ? row.getLong(1) : 0;
            }
        }
    }

    private static SharedValue version(Connection connection, ValueName name, long version) throws SQLException {
        return ValueRows.query(connection, VERSION, name, version).stream()
                .findFirst()
                .orElse(null);
    }

    private SharedValue add(Connection connection, ValueName name, long version, String json, String by)
            throws SQLException {
        try (PreparedStatement change = connection.prepareStatement(CHANGE)) {
            change.setLong(1, version);
            change.setBoolean(2, json == null);
            change.setLong(3, name.clientId());
            change.setString(4, name.name());
            change.executeUpdate();
        }
        try (PreparedStatement prune = connection.prepareStatement(PRUNE)) {
            prune.setLong(1, name.clientId());
            prune.setString(2, name.name());
            prune.setLong(3, version - config.valueVersions());
            prune.executeUpdate();
        }
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setLong(1, name.clientId());
            add.setString(2, name.name());
            add.setLong(3, version);
            add.setString(4, json);
            add.setString(5, by);
            return ValueRows.all(add).get(0);
        }
    }

    private static JsonNode parse(String json) {
        try {
            return json == null ? null : ValueJson.parse(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
