package dev.fleetcast.channel.archive;

import dev.fleetcast.channel.log.ChannelConfig;
import dev.fleetcast.channel.log.LogPosition;
import dev.fleetcast.kafka.KafkaTopic;
import dev.fleetcast.kafka.TopicLookup;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

    private final Function<Set<String>, Map<String, KafkaTopic>> lookup;
    private final ArchiveDatabase database;
    private final ChannelConfig config;
    private final Map<ArchivedLog, ArchivedTopic> cached = new ConcurrentHashMap<>();

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
        ArchivedTopic topic = cached.get(log);
        return topic == null ? ask(log) : topic;
    }

    /** Queries Kafka and the database again: the topic may have been recreated or cut. */
    void renew(ArchivedLog log) {
        ask(log);
    }

    /**
     * Begins a new generation after the log was cut: its records from {@code offset} on are others than those read
     * before. Unless it has begun already: a generation that has archived nothing from there on holds no other records.
     */
    void cut(ArchivedLog log, long offset) {
        ArchivedTopic newest = ask(log);
        if (nextOffset(log) > offset) {
            cut(log, newest, offset);
        }
    }

    /**
     * Like {@link #cut(ArchivedLog, long)}, for a reader with records in memory: they count, too.
     *
     * @param known the generation that the reader has read
     * @return the generation to read from now on
     */
    ArchivedTopic cut(ArchivedLog log, LogPosition known, long offset) {
        ArchivedTopic newest = ask(log);
        boolean isAdopted = !newest.position().equals(known) && newest.start() <= offset;
        return isAdopted ? newest : cut(log, newest, offset);
    }

    private ArchivedTopic cut(ArchivedLog log, ArchivedTopic newest, long offset) {
        ArchivedTopic topic = database.change(connection -> TopicRows.cut(connection, log, newest, offset));
        cached.put(log, topic);
        return topic;
    }

    /** Returns the offset of the first record that is not archived yet. */
    long nextOffset(ArchivedLog log) {
        ArchivedTopic topic = of(log);
        return database.read(connection -> TopicRows.nextOffset(connection, topic));
    }

    private ArchivedTopic ask(ArchivedLog log) {
        String name = log.topic(config);
        KafkaTopic found = lookup.apply(Set.of(name)).get(name);
        if (found == null) {
            throw new UnknownTopicOrPartitionException(name + " does not exist yet");
        }
        ArchivedTopic topic = database.change(connection -> TopicRows.registered(connection, log, found.id()));
        cached.put(log, topic);
        return topic;
    }
}
