package dev.fleetcast.device.history;

import dev.fleetcast.device.database.Database;
import dev.fleetcast.device.key.EventKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * What was stored and confirmed of devices, read from the database. A caller sees what a device did while it belonged to a
 * company of the caller's. Blocks; safe for use by any thread. Throws a {@code DatabaseException} when the database does
 * not answer.
 */
@ApplicationScoped
public class DeviceHistory {

    /** A page ends here even if the limit allows more entries. */
    private static final long MAX_PAGE_CHARS = 2_000_000;

    private static final int FETCH = 100;

    private static final String EVENTS = """
            select published_at, id, stored_at, key, name, ttl, private, ts, event_id, data from device_event
            where coreid = ? and (client_id is null or client_id = any(?))
              and published_at >= ? and published_at < ? and (published_at, id) > (?, ?)
              %s
            order by published_at, id limit ?""";

    private static final String ACKS = """
            select confirmed_at, partition, position, name, ts, event_id, published_at, stored_at, duplicate, stores
            from device_ack
            where coreid = ? and (client_id is null or client_id = any(?))
              and confirmed_at >= ? and confirmed_at < ? and (confirmed_at, partition, position) > (?, ?, ?)
              %s
            order by confirmed_at, partition, position limit ?""";

    private static final HistoryCursor START = new HistoryCursor(0, -1, -1);

    private final Database database;

    public DeviceHistory(Database database) {
        this.database = database;
    }

    /** The stored events, by the time they were published. */
    HistoryPage<HistoryEvent> events(HistoryQuery query) {
        return page(EVENTS, query, false, rows -> {
            Instant publishedAt = time(rows, 1);
            HistoryEvent event = new HistoryEvent(
                    EventKey.of(rows.getBytes(4)).hex(),
                    query.coreid(),
                    rows.getString(5),
                    publishedAt,
                    time(rows, 3),
                    rows.getString(9),
                    rows.getString(8),
                    rows.getInt(6),
                    rows.getBoolean(7),
                    rows.getString(10));
            int size = event.data() == null ? 0 : event.data().length();
            return new Entry<>(event, new HistoryCursor(publishedAt.toEpochMilli(), rows.getLong(2), 0), size);
        });
    }

    /** The confirmations, by the time they were given. */
    HistoryPage<HistoryAck> acks(HistoryQuery query) {
        return page(ACKS, query, true, rows -> {
            Instant confirmedAt = time(rows, 1);
            HistoryAck ack = new HistoryAck(
                    query.coreid(),
                    rows.getString(4),
                    rows.getString(5),
                    rows.getString(6),
                    time(rows, 7),
                    time(rows, 8),
                    confirmedAt,
                    rows.getBoolean(9),
                    List.of((String[]) rows.getArray(10).getArray()));
            HistoryCursor place = new HistoryCursor(confirmedAt.toEpochMilli(), rows.getLong(2), rows.getLong(3));
            return new Entry<>(ack, place, 0);
        });
    }

    private record Entry<T>(T value, HistoryCursor place, int size) {}

    @FunctionalInterface
    private interface Reading<T> {

        Entry<T> read(ResultSet row) throws SQLException;
    }

    private <T> HistoryPage<T> page(String statement, HistoryQuery query, boolean hasTwoNumbers, Reading<T> reading) {
        String sql = statement.formatted(query.name().isPresent() ? "and name = ?" : "");
        return database.change(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setFetchSize(FETCH);
                set(select, query, hasTwoNumbers);
                try (ResultSet rows = select.executeQuery()) {
                    return page(rows, query.limit(), reading);
                }
            }
        });
    }

    private static void set(PreparedStatement select, HistoryQuery query, boolean hasTwoNumbers) throws SQLException {
        HistoryCursor after = query.after().orElse(START);
        int index = 0;
        select.setString(++index, query.coreid());
        select.setArray(
                ++index,
                select.getConnection().createArrayOf("bigint", query.clients().toArray()));
        select.setObject(++index, query.from().atOffset(ZoneOffset.UTC));
        select.setObject(++index, query.to().atOffset(ZoneOffset.UTC));
        select.setObject(++index, after.time().atOffset(ZoneOffset.UTC));
        select.setLong(++index, after.first());
        if (hasTwoNumbers) {
            select.setLong(++index, after.second());
        }
        if (query.name().isPresent()) {
            select.setString(++index, query.name().get());
        }
        // One more shows whether there is a next page.
        select.setInt(++index, query.limit() + 1);
    }

    private static <T> HistoryPage<T> page(ResultSet rows, int limit, Reading<T> reading) throws SQLException {
        List<T> page = new ArrayList<>();
        HistoryCursor last = null;
        long size = 0;
        while (rows.next()) {
            if (page.size() == limit || size > MAX_PAGE_CHARS) {
                return HistoryPage.of(page, last);
            }
            Entry<T> entry = reading.read(rows);
            page.add(entry.value());
            last = entry.place();
            size += entry.size();
        }
        return HistoryPage.of(page, null);
    }

    private static Instant time(ResultSet rows, int column) throws SQLException {
        return rows.getObject(column, OffsetDateTime.class).toInstant();
    }
}
