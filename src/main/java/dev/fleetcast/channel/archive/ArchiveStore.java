package dev.fleetcast.channel.archive;

import dev.fleetcast.channel.log.ChannelConfig;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Writes records of the channels' topics to the database: a whole batch or none of it, and each record once, however
 * often it is read. Blocks. Several replicas may write at the same time.
 */
@ThreadSafe
@Singleton
public class ArchiveStore {

    private final ArchiveDatabase database;
    private final ArchivedTopics topics;
    private final EventRows events;
    private final ReceiptRows receipts;
    private final SessionRows sessions;
    private final ChannelConfig config;
    private final ArchiveMetrics metrics;

    public ArchiveStore(
            ArchiveDatabase database,
            ArchivedTopics topics,
            EventRows events,
            ReceiptRows receipts,
            SessionRows sessions,
            ChannelConfig config,
            ArchiveMetrics metrics) {
        this.database = database;
        this.topics = topics;
        this.events = events;
        this.receipts = receipts;
        this.sessions = sessions;
        this.config = config;
        this.metrics = metrics;
    }

    /** The result of a batch: the number of new records, the number of invalid ones among them, and the logs left out. */
    private record Outcome(int archived, int skipped, Set<ArchivedLog> unsure) {}

    /** @throws ArchiveException when the database does not respond, or refuses */
    public void write(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<ArchivedLog, List<ConsumerRecord<byte[], byte[]>>> byLog = byLog(records);
        Set<ArchivedLog> unsure = writeNew(byLog, false);
        if (!unsure.isEmpty()) {
            unsure.forEach(topics::renew);
            byLog.keySet().retainAll(unsure);
            writeNew(byLog, true);
        }
    }

    /** Skips a record that the database refuses. */
    void skip(ConsumerRecord<byte[], byte[]> record) {
        ArchivedTopic topic = topics.of(ArchivedLog.of(record.topic(), config));
        database.change(connection -> {
            long next = TopicRows.lockNextOffset(connection, topic);
            TopicRows.moveNextOffset(connection, topic, Math.max(next, record.offset() + 1));
            return null;
        });
        metrics.skipped(1);
    }

    /**
     * @param sure whether known offsets are known to be those of records delivered twice. Otherwise the topic may have
     *     been recreated or cut: its records are left out
     * @return the logs left out
     */
    private Set<ArchivedLog> writeNew(Map<ArchivedLog, List<ConsumerRecord<byte[], byte[]>>> byLog, boolean sure) {
        Map<ArchivedLog, ArchivedTopic> used = new EnumMap<>(ArchivedLog.class);
        byLog.keySet().forEach(log -> used.put(log, topics.of(log)));
        used.computeIfAbsent(ArchivedLog.EVENTS, topics::of);
        Outcome outcome = database.change(connection -> writeNew(connection, byLog, used, sure));
        metrics.archived(outcome.archived() - outcome.skipped());
        metrics.skipped(outcome.skipped());
        return outcome.unsure();
    }

    private Outcome writeNew(
            Connection connection,
            Map<ArchivedLog, List<ConsumerRecord<byte[], byte[]>>> byLog,
            Map<ArchivedLog, ArchivedTopic> used,
            boolean sure)
            throws SQLException {
        int archived = 0;
        int skipped = 0;
        Set<ArchivedLog> unsure = EnumSet.noneOf(ArchivedLog.class);
        // Events first: receipts check whether their event is retained.
        for (ArchivedLog log : used.keySet()) {
            List<ConsumerRecord<byte[], byte[]>> read = byLog.getOrDefault(log, List.of());
            long next = TopicRows.lockNextOffset(connection, used.get(log));
            List<ConsumerRecord<byte[], byte[]>> fresh =
                    read.stream().filter(record -> record.offset() >= next).toList();
            if (fresh.size() < read.size() && !sure) {
                unsure.add(log);
            } else if (!fresh.isEmpty()) {
                archived += fresh.size();
                skipped += add(connection, log, used, fresh);
                long last = fresh.get(fresh.size() - 1).offset();
                TopicRows.moveNextOffset(connection, used.get(log), last + 1);
            }
        }
        return new Outcome(archived, skipped, unsure);
    }

    private int add(
            Connection connection,
            ArchivedLog log,
            Map<ArchivedLog, ArchivedTopic> used,
            List<ConsumerRecord<byte[], byte[]>> fresh)
            throws SQLException {
        ArchivedTopic eventsTopic = used.get(ArchivedLog.EVENTS);
        return switch (log) {
            case EVENTS -> events.add(connection, eventsTopic.position(), fresh);
            case RECEIPTS ->
                receipts.add(
                        connection,
                        eventsTopic.position().of(TopicRows.lockNextOffset(connection, eventsTopic)),
                        fresh);
            case PRESENCE -> sessions.add(connection, fresh);
        };
    }

    private Map<ArchivedLog, List<ConsumerRecord<byte[], byte[]>>> byLog(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<ArchivedLog, List<ConsumerRecord<byte[], byte[]>>> byLog = new EnumMap<>(ArchivedLog.class);
        for (ConsumerRecord<byte[], byte[]> record : records) {
            byLog.computeIfAbsent(ArchivedLog.of(record.topic(), config), log -> new ArrayList<>())
                    .add(record);
        }
        return byLog;
    }
}
