package dev.fleetcast.history.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;

/** How far the partitions of the feed are recorded. */
final class FeedRows {

    private static final String INSERT =
            "insert into history_feed (topic, topic_id, partition) values (?, ?, ?)" + " on conflict do nothing";
    /** A partition that is added later has nothing from before its topic was recorded. */
    private static final String LOCK = "select id, next_offset, (select min(begun_at) from history_feed any_partition"
            + " where any_partition.topic = held.topic and any_partition.topic_id = held.topic_id)"
            + " - interval '1 hour' > ? from history_feed held"
            + " where topic = ? and topic_id = ? and partition = ? for update";

    private static final String NEXT =
            "select next_offset from history_feed" + " where topic = ? and topic_id = ? and partition = ?";
    private static final String MOVE = "update history_feed set next_offset = ? where id = ?";

    private static final String CONTINUE =
            "update history_feed set next_offset = ?" + " where topic = ? and topic_id = ? and partition = ?";

    private FeedRows() {}

    /**
     * A row that this transaction holds.
     *
     * @param isBacklog whether the batch was in Kafka long before its topic was recorded at all
     */
    record Held(int id, long next, boolean isBacklog) {}

    /** Holds the row of the partition until the transaction ends: no other recorder writes meanwhile. */
    static Held hold(Connection connection, FeedBatch batch) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            name(insert, batch.topic(), batch.topicId(), batch.partition());
            insert.executeUpdate();
        }
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setObject(1, batch.arrivedAt().atOffset(ZoneOffset.UTC));
            name(lock, 2, batch.topic(), batch.topicId(), batch.partition());
            try (ResultSet row = lock.executeQuery()) {
                row.next();
                return new Held(row.getInt(1), row.getLong(2), row.getBoolean(3));
            }
        }
    }

    static void move(Connection connection, Held held, long next) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(MOVE)) {
            update.setLong(1, next);
            update.setInt(2, held.id());
            update.executeUpdate();
        }
    }

    /** Returns the offset at which to go on reading; 0 for a partition of which nothing is recorded. */
    static long next(Connection connection, String topic, String topicId, int partition) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(NEXT)) {
            name(query, topic, topicId, partition);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /** The log does not continue where it was recorded to, but there. */
    static void continueAt(Connection connection, String topic, String topicId, int partition, long offset)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(CONTINUE)) {
            update.setLong(1, offset);
            update.setString(2, topic);
            update.setString(3, topicId);
            update.setInt(4, partition);
            update.executeUpdate();
        }
    }

    private static void name(PreparedStatement statement, String topic, String topicId, int partition)
            throws SQLException {
        name(statement, 1, topic, topicId, partition);
    }

    private static void name(PreparedStatement statement, int first, String topic, String topicId, int partition)
            throws SQLException {
        statement.setString(first, topic);
        statement.setString(first + 1, topicId);
        statement.setInt(first + 2, partition);
    }
}
