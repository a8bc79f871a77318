package dev.fleetcast.channel.archive;

import dev.fleetcast.channel.log.ChannelEvent;
import dev.fleetcast.channel.log.EventRecords;
import dev.fleetcast.channel.log.LogPosition;
import dev.fleetcast.channel.log.ReceiptRule;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Inserts events into the archive in order: retention and duplicate ids depend on the preceding events. */
@Singleton
public class EventRows {

    private final EventRecords records;
    private final Retention retention;

    public EventRows(EventRecords records, Retention retention) {
        this.records = records;
        this.retention = retention;
    }

    /** @return the number of invalid records */
    int add(Connection connection, LogPosition log, List<ConsumerRecord<byte[], byte[]>> read) throws SQLException {
        int unreadable = 0;
        try (PreparedStatement add = connection.prepareStatement("call archive_event(?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (ConsumerRecord<byte[], byte[]> record : read) {
                Optional<ChannelEvent> event = records.read(record, log);
                if (event.isPresent()) {
                    set(add, event.get(), record.value());
                    add.addBatch();
                } else {
                    unreadable++;
                }
            }
            add.executeBatch();
        }
        return unreadable;
    }

    private void set(PreparedStatement add, ChannelEvent event, byte[] content) throws SQLException {
        ReceiptRule rule = event.content().receipt();
        add.setLong(1, event.position());
        add.setString(2, event.channel());
        add.setString(3, event.content().id());
        add.setLong(4, event.at());
        if (rule == null) {
            add.setNull(5, Types.BIGINT);
        } else {
            add.setLong(5, rule.lastAttempt(event.at()));
        }
        add.setBytes(6, content);
        add.setInt(7, retention.events());
        add.setLong(8, retention.cutoff(event.at()));
    }
}
