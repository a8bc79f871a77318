package dev.fleetcast.channel.archive;

import dev.fleetcast.channel.log.ChannelTopics;
import dev.fleetcast.channel.log.EventText;
import dev.fleetcast.kafka.record.JsonReader;
import dev.fleetcast.kafka.record.JsonTopics;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
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

    /** Longer labels would not fit into the index. */
    private static final int MAX_DEVICE = 300;

    private final JsonReader reader;

    public ReceiptRows(JsonTopics topics) {
        this.reader = topics.reader(ChannelTopics.RECEIPTS_VERSION);
    }

    /** The JSON form of a receipt, as far as it is archived. */
    private record Written(String channel, Long position, String device, String status, String at) {}

    /**
     * A valid receipt.
     *
     * @param at in milliseconds since the epoch
     */
    private record Row(String channel, long position, String device, String status, long at) {

        /** @throws RuntimeException if a member is missing or cannot be stored */
        static Row of(Written receipt) {
            if (!EventText.isOneLine(receipt.channel())
                    || receipt.device().length() > MAX_DEVICE
                    || !EventText.isOneLine(receipt.device())) {
                throw new IllegalArgumentException("cannot be stored");
            }
            return new Row(
                    receipt.channel(),
                    receipt.position(),
                    receipt.device(),
                    storable(receipt.status()),
                    Instant.parse(receipt.at()).toEpochMilli());
        }

        /** PostgreSQL cannot store NUL characters. */
        private static String storable(String text) {
            return text == null ? null : text.replace('\0', '\uFFFD');
        }
    }

    /**
     * @param eventsEnd the position before which all events are archived
     * @return the number of skipped records
     */
    int add(Connection connection, long eventsEnd, List<ConsumerRecord<byte[], byte[]>> read) throws SQLException {
        int skipped = 0;
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (ConsumerRecord<byte[], byte[]> record : read) {
                Optional<Row> receipt = reader.read(record, Written.class, Row::of);
                if (receipt.isPresent()) {
                    set(insert, receipt.get(), eventsEnd);
                    insert.addBatch();
                } else {
                    skipped++;
                }
            }
            insert.executeBatch();
        }
        return skipped;
    }

    private static void set(PreparedStatement insert, Row receipt, long eventsEnd) throws SQLException {
        insert.setString(1, receipt.device());
        insert.setString(2, receipt.status());
        insert.setLong(3, receipt.at());
        insert.setLong(4, receipt.position());
        insert.setLong(5, eventsEnd);
        insert.setString(6, receipt.channel());
    }
}
