package dev.fleetcast.channel.archive;

import dev.fleetcast.channel.log.ChannelConfig;
import dev.fleetcast.channel.log.LogPosition;
import dev.fleetcast.kafka.KafkaTopic;
import dev.fleetcast.kafka.TopicLookup;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Maps the archived topics to their ids in Kafka and their numbers in the database. Queried once, so that the archive
 * can be read without Kafka. Blocks.
 */
@ThreadSafe
@ApplicationScoped
public class ArchivedTopics {

    /** Leaves room for as many generations again. */
    private static final int MAX_FIRST_GENERATION = 400_000;

    private final Function<Set<String>, Map<String, KafkaTopic>> lookup;
    private final ArchiveDatabase database;
    private final ChannelConfig config;
    private final Map<ArchivedLog, ArchivedTopic> known = new ConcurrentHashMap<>();

    public @Inject ArchivedTopics(TopicLookup lookup, ArchiveDatabase database, ChannelConfig config) {
        this(lookup::existing, database, config);
    }

    public ArchivedTopics(
            Function<Set<String>, Map<String, KafkaTopic>> lookup, ArchiveDatabase database, ChannelConfig config) {
        this.lookup = lookup;
        this.database = database;
        this.config = config;
    }

    /** @throws KafkaException when the topic does not exist yet, or Kafka does not respond */
    ArchivedTopic of(ArchivedLog log) {
        ArchivedTopic topic = known.get(log);
        return topic == null ? ask(log) : topic;
    }

    /** Queries Kafka again; returns true if the topic was recreated. */
    boolean isReplaced(ArchivedLog log) {
        ArchivedTopic before = known.get(log);
        return !ask(log).equals(before);
    }

    /** Returns the offset of the first record that is not archived yet. */
    long nextOffset(ArchivedLog log) {
        String id = of(log).id();
        return database.read(connection -> nextOffset(connection, id, ""));
    }

    /** Like {@link #nextOffset(ArchivedLog)}, and locks the topic against other writers until the transaction ends. */
    static long lockNextOffset(Connection connection, ArchivedTopic topic) throws SQLException {
        return nextOffset(connection, topic.id(), " for update");
    }

    static void moveNextOffset(Connection connection, ArchivedTopic topic, long offset) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update channel_topic set next_offset = ? where id = ?")) {
            update.setLong(1, offset);
            update.setString(2, topic.id());
            update.executeUpdate();
        }
    }

    private static long nextOffset(Connection connection, String id, String lock) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select next_offset from channel_topic where id = ?" + lock)) {
            query.setString(1, id);
            try (ResultSet rows = query.executeQuery()) {
                if (!rows.next()) {
                    throw new SQLException("The topic was removed from the archive");
                }
                return rows.getLong(1);
            }
        }
    }

    private ArchivedTopic ask(ArchivedLog log) {
        String name = log.topic(config);
        KafkaTopic found = lookup.apply(Set.of(name)).get(name);
        if (found == null) {
            throw new UnknownTopicOrPartitionException(name + " does not exist yet");
        }
        ArchivedTopic topic = database.change(connection -> registered(connection, log, found.id()));
        known.put(log, topic);
        return topic;
    }

    private static ArchivedTopic registered(Connection connection, ArchivedLog log, String id) throws SQLException {
        if (register(connection, log, id) && log == ArchivedLog.PRESENCE) {
            // Open sessions belong to the former topic, which reports nothing more.
            SessionRows.endAll(connection);
        }
        String query = "select generation, (select min(generation) from channel_topic where log = ?)"
                + " from channel_topic where id = ?";
        try (PreparedStatement select = connection.prepareStatement(query)) {
            select.setString(1, log.column());
            select.setString(2, id);
            try (ResultSet rows = select.executeQuery()) {
                if (!rows.next()) {
                    throw new SQLException("Two topics are registered at once");
                }
                return new ArchivedTopic(id, new LogPosition(rows.getInt(1), rows.getInt(2)));
            }
        }
    }

    /** The first generation is a random number, see {@link LogPosition}. */
    private static boolean register(Connection connection, ArchivedLog log, String id) throws SQLException {
        String statement = "insert into channel_topic (id, log, generation)"
                + " select ?, ?, coalesce(max(generation) + 1, ?) from channel_topic where log = ?"
                + " on conflict do nothing";
        try (PreparedStatement insert = connection.prepareStatement(statement)) {
            insert.setString(1, id);
            insert.setString(2, log.column());
            insert.setInt(3, ThreadLocalRandom.current().nextInt(1, MAX_FIRST_GENERATION));
            insert.setString(4, log.column());
            return insert.executeUpdate() == 1;
        }
    }
}
