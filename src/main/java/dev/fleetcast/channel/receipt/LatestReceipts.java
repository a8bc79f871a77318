package dev.fleetcast.channel.receipt;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fleetcast.channel.archive.ArchiveDatabase;
import dev.fleetcast.channel.log.EventPosition;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The newest receipt of each device on each channel: recent ones in memory, others in the archive. */
@ThreadSafe
@Singleton
public class LatestReceipts {

    private static final int MAX_REMEMBERED = 10_000;

    /** Considers the newest 1,000 events only, so that the query stays cheap. */
    private static final String QUERY = """
            select distinct on (receipt.device) receipt.device, receipt.status, receipt.at,
                event.position, event.event_id, event.at
            from (select position, event_id, at from channel_event where channel = ?
                    order by position desc limit 1000) as event
                join channel_receipt as receipt on receipt.event = event.position
            where receipt.device = any (?)
            order by receipt.device, receipt.at desc""";

    private final ArchiveDatabase database;
    private final Cache<Key, Receipt> remembered =
            Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).build();

    private record Key(String channel, String device) {}

    LatestReceipts(ArchiveDatabase database) {
        this.database = database;
    }

    /** Notes a receipt that was read. */
    void heard(Receipt receipt) {
        remembered
                .asMap()
                .merge(
                        new Key(receipt.channel(), receipt.device()),
                        receipt,
                        (before, now) -> now.at().isBefore(before.at()) ? before : now);
    }

    /** Returns the newest receipt of each of these devices that has confirmed an event of the channel. Blocks. */
    public Map<String, Receipt> of(String channel, Collection<String> devices) {
        Map<String, Receipt> found = new HashMap<>();
        List<String> others = new ArrayList<>();
        for (String device : devices) {
            Receipt receipt = remembered.getIfPresent(new Key(channel, device));
            if (receipt == null) {
                others.add(device);
            } else {
                found.put(device, receipt);
            }
        }
        if (!others.isEmpty()) {
            database.read(connection -> archived(connection, channel, others))
                    .forEach(receipt -> found.put(receipt.device(), receipt));
        }
        return found;
    }

    private static List<Receipt> archived(Connection connection, String channel, List<String> devices)
            throws SQLException {
        List<Receipt> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(QUERY)) {
            Array names = connection.createArrayOf("text", devices.toArray());
            query.setString(1, channel);
            query.setArray(2, names);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(receipt(channel, rows));
                }
            }
        }
        return found;
    }

    private static Receipt receipt(String channel, ResultSet row) throws SQLException {
        long position = row.getLong(4);
        String eventId = row.getString(5);
        return new Receipt(
                channel,
                eventId == null ? new EventPosition(position, row.getLong(6)).id() : eventId,
                position,
                row.getString(1),
                row.getString(2),
                Instant.ofEpochMilli(row.getLong(3)));
    }
}
