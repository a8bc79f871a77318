package dev.fleetcast.channel.archive;

import dev.fleetcast.channel.log.ChannelConfig;
import dev.fleetcast.channel.log.ChannelEvent;
import dev.fleetcast.channel.log.ReceiptRule;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads archived receipts and the devices that are expected to confirm. Blocks. */
@ThreadSafe
@Singleton
public class ArchivedReceipts {

    // Receipts are expected from devices that were connected at publication or received the event in time. Subjects
    // with a slash are not devices.
    private static final String OF_EVENT = """
            with expected as (
                select s.subject as device from channel_session s
                where s.channels @> array[cast(? as text)] and position('/' in s.subject) = 0 and s.given_after < ?
                  and ((s.joined <= ? and (s.gone is null or s.gone > ?)) or (s.last >= ? and s.since <= ?))),
            confirmed as (select device, status, at from channel_receipt where event = ?)
            select device, c.status, c.at
            from (select device from expected union select device from confirmed) d
            left join confirmed c using (device) order by device""";

    private final ArchiveDatabase database;
    private final Retention retention;
    private final ReceiptRule usualRule;

    public ArchivedReceipts(ArchiveDatabase database, Retention retention, ChannelConfig config) {
        this.database = database;
        this.retention = retention;
        this.usualRule = new ReceiptRule(config.receiptTimeout().toMillis(), 0);
    }

    /** Returns the devices that have confirmed the event. */
    Set<String> confirmedBy(ChannelEvent event) {
        return database.read(connection -> {
            try (PreparedStatement query =
                    connection.prepareStatement("select device from channel_receipt where event = ?")) {
                query.setLong(1, event.position());
                Set<String> devices = new HashSet<>();
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        devices.add(rows.getString(1));
                    }
                }
                return devices;
            }
        });
    }

    /** Returns the receipt state of each device that has confirmed the event or is expected to, by label. */
    public List<EventReceipt> of(ChannelEvent event) {
        return database.read(connection -> read(connection, event));
    }

    private List<EventReceipt> read(Connection connection, ChannelEvent event) throws SQLException {
        ReceiptRule rule = event.content().receipt();
        long deadline = (rule == null ? usualRule : rule).deadline(event.at());
        String missing = rule != null && deadline < retention.now() ? "overdue" : "pending";
        try (PreparedStatement query = connection.prepareStatement(OF_EVENT)) {
            query.setString(1, event.channel());
            for (int parameter = 2; parameter <= 5; parameter++) {
                query.setLong(parameter, event.position());
            }
            query.setLong(6, deadline);
            query.setLong(7, event.position());
            List<EventReceipt> receipts = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    receipts.add(receipt(rows, missing));
                }
            }
            return receipts;
        }
    }

    private static EventReceipt receipt(ResultSet rows, String missing) throws SQLException {
        long at = rows.getLong(3);
        return rows.wasNull()
                ? new EventReceipt(rows.getString(1), missing, null, null)
                : new EventReceipt(rows.getString(1), "confirmed", rows.getString(2), Instant.ofEpochMilli(at));
    }
}
