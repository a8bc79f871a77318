package dev.fleetcast.device.sink;

import dev.fleetcast.device.database.Database;
import dev.fleetcast.device.database.DatabaseException;
import dev.fleetcast.device.database.RefusedException;
import dev.fleetcast.device.event.DeviceEvent;
import dev.fleetcast.device.key.EventKey;
import dev.fleetcast.device.key.KeyedEvent;
import dev.fleetcast.device.store.EventStore;
import dev.fleetcast.device.store.StoredEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * The events in MySQL or MariaDB: in the table {@code device_events}, whose keys keep each event once, and in the same
 * transaction in a table of the user's own.
 */
final class MysqlEvents implements EventStore {

    private static final String INSERT = """
            insert into device_events (coreid, name, published_at, stored_at, data, event_key)
            values (?, ?, ?, ?, ?, ?)""";

    private final Database database;
    private final MysqlTables tables;
    private final Optional<UserTable> userTable;
    private final Clock clock;
    private volatile boolean isPrepared;

    /** @param connections with UTC as their time zone, in strict mode */
    MysqlEvents(DataSource connections, Optional<UserTable> userTable, Clock clock) {
        this.database = Database.unlimited(connections, MysqlFailures::isOfData);
        this.tables = new MysqlTables(userTable);
        this.userTable = userTable;
        this.clock = clock;
    }

    @Override
    public String name() {
        return MysqlSink.NAME;
    }

    @Override
    public List<StoredEvent> store(List<KeyedEvent> events) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Map<EventKey, KeyedEvent> distinct = new LinkedHashMap<>();
        events.forEach(event -> distinct.putIfAbsent(event.key(), event));
        return prepared(connection -> {
            Map<EventKey, Found> before = find(connection, distinct.keySet());
            List<KeyedEvent> fresh = distinct.values().stream()
                    .filter(event -> !before.containsKey(event.key()))
                    .toList();
            insert(connection, fresh, now);
            if (userTable.isPresent()) {
                userTable.get().insert(connection, fresh);
            }
            return stored(events, before, fresh, now);
        });
    }

    @Override
    public Map<EventKey, Found> find(Collection<KeyedEvent> events) {
        Set<EventKey> keys = events.stream().map(KeyedEvent::key).collect(Collectors.toSet());
        return prepared(connection -> find(connection, keys));
    }

    /** After an outage it may be another database, without our table. */
    private <T> T prepared(Database.Work<T> work) {
        if (!isPrepared) {
            database.change(tables::prepare);
            isPrepared = true;
        }
        try {
            return database.change(work);
        } catch (DatabaseException failure) {
            isPrepared = failure instanceof RefusedException;
            throw failure;
        }
    }

    private static List<StoredEvent> stored(
            List<KeyedEvent> events, Map<EventKey, Found> before, List<KeyedEvent> fresh, Instant now) {
        Set<EventKey> first = fresh.stream().map(KeyedEvent::key).collect(Collectors.toSet());
        return events.stream()
                .map(event -> {
                    Found found = before.get(event.key());
                    return new StoredEvent(event, found == null ? now : found.storedAt(), !first.remove(event.key()));
                })
                .toList();
    }

    private static void insert(Connection connection, List<KeyedEvent> events, Instant now) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (KeyedEvent keyed : events) {
                DeviceEvent event = keyed.event();
                insert.setString(1, event.coreid());
                insert.setString(2, event.name());
                insert.setObject(3, utc(event.publishedAt()));
                insert.setObject(4, utc(now));
                insert.setString(5, event.data());
                insert.setString(6, keyed.key().hex());
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException failure) {
            // Another replica stores the same event now: its row is seen by the next try.
            if (MysqlFailures.isDuplicateKey(failure)) {
                throw new DatabaseException(failure);
            }
            throw failure;
        }
    }

    private static Map<EventKey, Found> find(Connection connection, Set<EventKey> keys) throws SQLException {
        Map<EventKey, Found> found = new HashMap<>();
        if (keys.isEmpty()) {
            return found;
        }
        String sql = "select event_key, stored_at from device_events where event_key in ("
                + String.join(", ", Collections.nCopies(keys.size(), "?")) + ')';
        List<EventKey> wanted = new ArrayList<>(keys);
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < wanted.size(); i++) {
                select.setString(i + 1, wanted.get(i).hex());
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Instant storedAt = rows.getObject(2, LocalDateTime.class).toInstant(ZoneOffset.UTC);
                    found.put(new EventKey(rows.getString(1)), new Found(storedAt, null));
                }
            }
        }
        return found;
    }

    private static LocalDateTime utc(Instant time) {
        return LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
