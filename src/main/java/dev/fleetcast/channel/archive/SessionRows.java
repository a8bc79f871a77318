package dev.fleetcast.channel.archive;

import dev.fleetcast.channel.log.ChannelTopics;
import dev.fleetcast.channel.log.EventText;
import dev.fleetcast.kafka.record.JsonReader;
import dev.fleetcast.kafka.record.JsonTopics;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Writes sessions of listeners to the archive; anonymous ones are not stored. */
@Singleton
public class SessionRows {

    private static final String UPSERT = """
            insert into channel_session (subject, channels, since, given_after, joined, last, gone, gone_at, feed)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (feed) do update set since = excluded.since, given_after = excluded.given_after,
                joined = excluded.joined, last = excluded.last, gone = excluded.gone, gone_at = excluded.gone_at""";

    private static final String END =
            "update channel_session set gone = greatest(last + 1, joined), gone_at = ? where gone is null";

    private final JsonReader reader;

    public SessionRows(JsonTopics topics) {
        this.reader = topics.reader(ChannelTopics.PRESENCE_VERSION);
    }

    /** The records of one feed combined; without a session the feed has ended. */
    private record Change(Optional<ArchivedSession> session, long at) {

        Change over(long overAt) {
            return new Change(session.map(ArchivedSession::over), session.isPresent() ? at : overAt);
        }
    }

    /** @return the number of malformed records */
    int add(Connection connection, List<ConsumerRecord<byte[], byte[]>> read) throws SQLException {
        int unreadable = 0;
        // Sorted, to avoid deadlocks between transactions.
        Map<String, Change> changes = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : read) {
            if (!enter(record, changes)) {
                unreadable++;
            }
        }
        write(connection, changes);
        return unreadable;
    }

    /** Ends all open sessions. */
    static void endAll(Connection connection) throws SQLException {
        try (PreparedStatement end = connection.prepareStatement(END)) {
            end.setLong(1, System.currentTimeMillis());
            end.executeUpdate();
        }
    }

    private boolean enter(ConsumerRecord<byte[], byte[]> record, Map<String, Change> changes) {
        String feed = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        if (feed.isEmpty() || feed.length() > 200 || !EventText.isOneLine(feed)) {
            return false;
        }
        if (record.value() == null) {
            Change before = changes.getOrDefault(feed, new Change(Optional.empty(), record.timestamp()));
            changes.put(feed, before.over(record.timestamp()));
            return true;
        }
        Optional<ArchivedSession> session =
                reader.read(record, ArchivedSession.class).filter(ArchivedSession::isStorable);
        session.filter(read -> read.subject() != null)
                .ifPresent(read -> changes.put(feed, new Change(session, record.timestamp())));
        return session.isPresent();
    }

    private static void write(Connection connection, Map<String, Change> changes) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT);
                PreparedStatement end = connection.prepareStatement(END + " and feed = ?")) {
            for (Map.Entry<String, Change> change : changes.entrySet()) {
                long at = change.getValue().at();
                Optional<ArchivedSession> session = change.getValue().session();
                if (session.isPresent()) {
                    set(connection, upsert, session.get(), at);
                    upsert.setString(9, change.getKey());
                    upsert.addBatch();
                } else {
                    end.setLong(1, at);
                    end.setString(2, change.getKey());
                    end.addBatch();
                }
            }
            upsert.executeBatch();
            end.executeBatch();
        }
    }

    private static void set(Connection connection, PreparedStatement upsert, ArchivedSession session, long at)
            throws SQLException {
        List<String> channels = session.channels();
        upsert.setString(1, session.subject());
        upsert.setArray(2, connection.createArrayOf("text", channels.toArray()));
        upsert.setLong(3, session.since());
        upsert.setLong(4, session.from());
        upsert.setLong(5, session.joined());
        upsert.setLong(6, session.last());
        if (session.left() == null) {
            upsert.setNull(7, Types.BIGINT);
            upsert.setNull(8, Types.BIGINT);
        } else {
            upsert.setLong(7, session.left());
            upsert.setLong(8, at);
        }
    }
}
