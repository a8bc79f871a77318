package dev.fleetcast.channel.archive;

import dev.fleetcast.channel.log.LogPosition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Registers topics and their generations in the database, with the offset up to which each is archived. */
final class TopicRows {

    /** Leaves room for as many generations again. */
    private static final int MAX_FIRST_GENERATION = 400_000;

    private static final String NEWEST = """
        select id, generation, (select min(generation) from channel_topic where log = ?) from channel_topic
        where log = ? and (id = ? or id like ?) order by generation desc limit 1\
        """;

    private TopicRows() {}

    /** Returns the newest generation of the topic, which is registered if it is new. */
    static ArchivedTopic registered(Connection connection, ArchivedLog log, String kafkaId) throws SQLException {
        Optional<ArchivedTopic> known = newest(connection, log, kafkaId);
        if (known.isPresent()) {
            return known.get();
        }
        boolean isNew =
                insert(connection, log, kafkaId, 0, ThreadLocalRandom.current().nextInt(1, MAX_FIRST_GENERATION));
        if (isNew && log == ArchivedLog.PRESENCE) {
            // Open sessions belong to the former topic, which reports nothing more.
            SessionRows.endAll(connection);
        }
        return newest(connection, log, kafkaId)
                .orElseThrow(() -> new SQLException("Two topics are registered at once"));
    }

    /**
     * Begins a generation at the offset from which on Kafka gives out offsets again.
     *
     * @return the newest generation: the new one, or the one that another reader has begun since {@code known}
     */
    static ArchivedTopic cut(Connection connection, ArchivedLog log, ArchivedTopic known, long offset)
            throws SQLException {
        long next = lockNextOffset(connection, known);
        ArchivedTopic newest = registered(connection, log, known.kafkaId());
        if (!newest.id().equals(known.id()) && newest.start() <= offset) {
            return newest;
        }
        // Records before the offset may not be archived yet.
        int generation = newest.position().generation() + 1;
        insert(
                connection,
                log,
                ArchivedTopic.idAfterCut(known.kafkaId(), generation, offset),
                Math.min(next, offset),
                0);
        return registered(connection, log, known.kafkaId());
    }

    static long nextOffset(Connection connection, ArchivedTopic topic) throws SQLException {
        return nextOffset(connection, topic, "");
    }

    /** Like {@link #nextOffset}, and locks the topic against other writers until the transaction ends. */
    static long lockNextOffset(Connection connection, ArchivedTopic topic) throws SQLException {
        return nextOffset(connection, topic, " for update");
    }

    static void moveNextOffset(Connection connection, ArchivedTopic topic, long offset) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update channel_topic set next_offset = ? where id = ?")) {
            update.setLong(1, offset);
            update.setString(2, topic.id());
            update.executeUpdate();
        }
    }

    private static long nextOffset(Connection connection, ArchivedTopic topic, String lock) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select next_offset from channel_topic where id = ?" + lock)) {
            query.setString(1, topic.id());
            try (ResultSet rows = query.executeQuery()) {
                if (!rows.next()) {
                    throw new SQLException("The topic was removed from the archive");
                }
                return rows.getLong(1);
            }
        }
    }

    private static Optional<ArchivedTopic> newest(Connection connection, ArchivedLog log, String kafkaId)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(NEWEST)) {
            select.setString(1, log.column());
            select.setString(2, log.column());
            select.setString(3, kafkaId);
            // Kafka's ids may contain an underscore, which matches any character; their length is fixed.
            select.setString(4, kafkaId + "@%");
            try (ResultSet rows = select.executeQuery()) {
                return rows.next()
                        ? Optional.of(
                                ArchivedTopic.of(rows.getString(1), new LogPosition(rows.getInt(2), rows.getInt(3))))
                        : Optional.empty();
            }
        }
    }

    /** @param first the first generation of this log, a random number, see {@link LogPosition} */
    private static boolean insert(Connection connection, ArchivedLog log, String id, long nextOffset, int first)
            throws SQLException {
        String statement = "insert into channel_topic (id, log, generation, next_offset)"
                + " select ?, ?, coalesce(max(generation) + 1, ?), ? from channel_topic where log = ?"
                + " on conflict do nothing";
        try (PreparedStatement insert = connection.prepareStatement(statement)) {
            insert.setString(1, id);
            insert.setString(2, log.column());
            insert.setInt(3, first);
            insert.setLong(4, nextOffset);
            insert.setString(5, log.column());
            return insert.executeUpdate() == 1;
        }
    }
}
