package dev.fleetcast.channel.archive;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Inserts receipts into the archive: the newest of each device for each event that is retained or not archived yet. */
@Singleton
public class ReceiptRows {

    private static final String INSERT = """
            insert into channel_receipt (event, device, status, at)
            select event, ?, ?, ? from (select cast(? as bigint) as event) as confirmed
            where event >= ? or exists (select 1 from channel_event where channel = ? and position = event)
            on conflict (event, device) do update set status = excluded.status, at = excluded.at""";

    private final ObjectMapper json;

    public ReceiptRows(ObjectMapper json) {
        this.json = json;
    }

    /**
     * @param eventsEnd the position before which all events are archived
     * @return the number of invalid records
     */
    int add(Connection connection, long eventsEnd, List<ConsumerRecord<byte[], byte[]>> read) throws SQLException {
        int unreadable = 0;
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (ConsumerRecord<byte[], byte[]> record : read) {
                Optional<ArchivedReceipt> receipt = ArchivedReceipt.read(record.value(), json);
                if (receipt.isPresent()) {
                    set(insert, receipt.get(), eventsEnd);
                    insert.addBatch();
                } else {
                    unreadable++;
                }
            }
            insert.executeBatch();
        }
        return unreadable;
    }

    private static void set(PreparedStatement insert, ArchivedReceipt receipt, long eventsEnd) throws SQLException {
        insert.setString(1, receipt.device());
        insert.setString(2, receipt.status());
        insert.setLong(3, receipt.at());
        insert.setLong(4, receipt.position());
        insert.setLong(5, eventsEnd);
        insert.setString(6, receipt.channel());
    }
}
