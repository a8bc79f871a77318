package dev.fleetcast.device.store;

import dev.fleetcast.device.Devices;
import dev.fleetcast.device.database.Database;
import dev.fleetcast.device.database.RefusedException;
import dev.fleetcast.device.event.DeviceEvent;
import dev.fleetcast.device.key.EventKey;
import dev.fleetcast.device.key.EventTs;
import dev.fleetcast.device.key.KeyedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongBiFunction;
import javax.sql.DataSource;

/** The events in PostgreSQL. A batch is one transaction, which writes the keys and the rows of the new events. */
@ApplicationScoped
public class PostgresEvents implements EventStore {

    public static final String NAME = "postgresql";

    /** Sorted keys: replicas that write the same keys wait for each other, never in a circle. */
    private static final String STORE = """
            with given as (
                select * from unnest(
                    ?::bytea[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::int[], ?::boolean[], ?::text[],
                    ?::text[], ?::text[], ?::bigint[])
                with ordinality as given
                    (key, position, coreid, name, published_at, ttl, private, ts, event_id, data, client_id, number)),
            fresh as (
                insert into device_event_key (key, stored_at, position)
                select key, ?, position from given order by key
                on conflict do nothing returning key)
            insert into device_event
                (stored_at, key, coreid, name, published_at, ttl, private, ts, event_id, data, client_id)
            select ?, key, coreid, name, published_at, ttl, private, ts, event_id, data, client_id
            from given join fresh using (key) order by number
            returning key""";

    private static final String FIND = "select key, stored_at, position from device_event_key where key = any (?)";

    private final Database database;
    private final DayPartitions partitions;
    private final ToLongBiFunction<String, Instant> owners;
    private final Clock clock;

    @Inject
    PostgresEvents(DataSource database, DayPartitions partitions, Devices devices) {
        this(database, partitions, devices::owner, Clock.systemUTC());
    }

    /** @param owners returns the id of the client that owned a device at a time, 0 for none */
    PostgresEvents(
            DataSource database, DayPartitions partitions, ToLongBiFunction<String, Instant> owners, Clock clock) {
        this.database = Database.unlimited(database);
        this.partitions = partitions;
        this.owners = owners;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<StoredEvent> store(List<KeyedEvent> events) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        partitions.ensure(DayPartitions.EVENTS, now);
        Map<EventKey, KeyedEvent> distinct = new LinkedHashMap<>();
        events.forEach(event -> distinct.putIfAbsent(event.key(), event));
        try {
            return database.change(connection -> {
                Set<EventKey> fresh = insert(connection, List.copyOf(distinct.values()), now);
                Map<EventKey, Found> before = find(connection, distinct.keySet(), fresh);
                return events.stream()
                        .map(event -> stored(event, fresh.remove(event.key()), before.get(event.key()), now))
                        .toList();
            });
        } catch (RefusedException refused) {
            // A missing partition is reported like a fault of the data.
            partitions.forget();
            throw refused;
        }
    }

    @Override
    public Map<EventKey, Found> find(Collection<KeyedEvent> events) {
        Set<EventKey> keys = new HashSet<>();
        events.forEach(event -> keys.add(event.key()));
        return database.change(connection -> find(connection, keys, Set.of()));
    }

    /** @param before null for an event of this batch, and for one whose key was deleted meanwhile */
    private static StoredEvent stored(KeyedEvent event, boolean isNew, Found before, Instant now) {
        return new StoredEvent(event, before == null ? now : before.storedAt(), !isNew);
    }

    private Set<EventKey> insert(Connection connection, List<KeyedEvent> events, Instant now) throws SQLException {
        Set<EventKey> fresh = new HashSet<>();
        try (PreparedStatement insert = connection.prepareStatement(STORE)) {
            byte[][] keys = events.stream().map(event -> event.key().bytes()).toArray(byte[][]::new);
            insert.setArray(1, connection.createArrayOf("bytea", keys));
            set(insert, 2, "text", events, event -> event.place().toString());
            set(insert, 3, "text", events, of(DeviceEvent::coreid));
            set(insert, 4, "text", events, of(DeviceEvent::name));
            set(insert, 5, "text", events, of(event -> event.publishedAt().toString()));
            set(insert, 6, "int4", events, of(DeviceEvent::ttl));
            set(insert, 7, "bool", events, of(DeviceEvent::isPrivate));
            set(
                    insert,
                    8,
                    "text",
                    events,
                    event -> event.ts().map(EventTs::json).orElse(null));
            set(insert, 9, "text", events, of(DeviceEvent::eventId));
            set(insert, 10, "text", events, of(DeviceEvent::data));
            set(insert, 11, "int8", events, this::owner);
            OffsetDateTime storedAt = now.atOffset(ZoneOffset.UTC);
            insert.setObject(12, storedAt);
            insert.setObject(13, storedAt);
            try (ResultSet rows = insert.executeQuery()) {
                while (rows.next()) {
                    fresh.add(EventKey.of(rows.getBytes(1)));
                }
            }
        }
        return fresh;
    }

    private static Map<EventKey, Found> find(Connection connection, Set<EventKey> keys, Set<EventKey> except)
            throws SQLException {
        Map<EventKey, Found> found = new HashMap<>();
        byte[][] wanted = keys.stream()
                .filter(key -> !except.contains(key))
                .map(EventKey::bytes)
                .toArray(byte[][]::new);
        if (wanted.length == 0) {
            return found;
        }
        try (PreparedStatement query = connection.prepareStatement(FIND)) {
            query.setArray(1, connection.createArrayOf("bytea", wanted));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    Instant storedAt = rows.getObject(2, OffsetDateTime.class).toInstant();
                    found.put(EventKey.of(rows.getBytes(1)), new Found(storedAt, rows.getString(3)));
                }
            }
        }
        return found;
    }

    /** A batch may have waited for the database for hours. */
    private long owner(KeyedEvent event) {
        return owners.applyAsLong(
                event.event().coreid(), Instant.ofEpochMilli(event.place().timestamp()));
    }

    private static Function<KeyedEvent, Object> of(Function<DeviceEvent, Object> member) {
        return event -> member.apply(event.event());
    }

    private static void set(
            PreparedStatement statement,
            int index,
            String type,
            List<KeyedEvent> events,
            Function<KeyedEvent, Object> column)
            throws SQLException {
        Object[] values = events.stream().map(column).toArray();
        statement.setArray(index, statement.getConnection().createArrayOf(type, values));
    }
}
