package dev.fleetcast.channel;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fleetcast.channel.archive.ArchiveDatabase;
import dev.fleetcast.channel.archive.ArchiveJanitor;
import dev.fleetcast.channel.archive.ArchiveMetrics;
import dev.fleetcast.channel.archive.ArchiveProgress;
import dev.fleetcast.channel.archive.ArchiveStore;
import dev.fleetcast.channel.archive.ArchivedEvents;
import dev.fleetcast.channel.archive.ArchivedReceipts;
import dev.fleetcast.channel.archive.ArchivedSession;
import dev.fleetcast.channel.archive.ArchivedTopics;
import dev.fleetcast.channel.archive.ChannelArchive;
import dev.fleetcast.channel.archive.EventRows;
import dev.fleetcast.channel.archive.ReceiptRows;
import dev.fleetcast.channel.archive.Retention;
import dev.fleetcast.channel.archive.SessionRows;
import dev.fleetcast.channel.log.ChannelConfig;
import dev.fleetcast.channel.log.ChannelEvent;
import dev.fleetcast.channel.log.EventContent;
import dev.fleetcast.channel.log.EventRecords;
import dev.fleetcast.channel.log.ReceiptRule;
import dev.fleetcast.kafka.KafkaTopic;
import dev.fleetcast.testing.EmptyRegistry;
import dev.fleetcast.testing.JsonRecords;
import dev.fleetcast.testing.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** The archive in its own database, with simulated topics and their records. */
public final class TestArchive {

    public static final String EVENTS = "fleet.channel-events";
    public static final String RECEIPTS = "fleet.receipts";
    public static final String PRESENCE = "fleetcast.presence";

    public static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public final EmptyRegistry database = EmptyRegistry.create();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    public final ArchivedTopics archived;
    public final ArchivedEvents events;
    public final ArchivedReceipts receipts;
    public final ArchiveStore store;
    public final ArchiveJanitor janitor;
    final ArchiveProgress progress;
    public final ChannelArchive archive;

    private final JsonRecords jsonTopics = new JsonRecords();
    private final Map<String, KafkaTopic> topics = new HashMap<>();
    private final Map<String, Long> ends = new HashMap<>();
    private final ArchiveDatabase connections;
    private final ChannelConfig config;
    private long now = 1_790_000_000_000L;

    public TestArchive() {
        this(Map.of());
    }

    public TestArchive(Map<String, String> settings) {
        this(settings, database -> database);
    }

    /** @param settings by full property names */
    public TestArchive(Map<String, String> settings, UnaryOperator<DataSource> faults) {
        config = Settings.of(ChannelConfig.class, settings);
        connections = new ArchiveDatabase(faults.apply(database.dataSource()));
        Stream.of(EVENTS, RECEIPTS, PRESENCE).forEach(this::recreate);
        Retention retention = new Retention(config, () -> now);
        EventRecords records = new EventRecords(JSON);
        archived = topics();
        events = new ArchivedEvents(connections, records, retention);
        receipts = new ArchivedReceipts(connections, retention, config);
        store = new ArchiveStore(
                connections,
                archived,
                new EventRows(records, retention),
                new ReceiptRows(jsonTopics.topics()),
                new SessionRows(jsonTopics.topics()),
                config,
                new ArchiveMetrics(meters));
        progress = new ArchiveProgress(names -> Map.copyOf(ends), archived, config);
        archive = new ChannelArchive(archived, progress, events, receipts, config);
        janitor = new ArchiveJanitor(connections, archive, retention);
    }

    /** The topics as seen by another replica, or after a restart. */
    public ArchivedTopics topics() {
        return new ArchivedTopics(names -> Map.copyOf(topics), connections, config);
    }

    /** The janitor after a restart with new settings. */
    public ArchiveJanitor after(Map<String, String> settings) {
        Retention retention = new Retention(Settings.of(ChannelConfig.class, settings), () -> now);
        return new ArchiveJanitor(connections, archive, retention);
    }

    /** Recreates the topic, empty. */
    public void recreate(String topic) {
        topics.put(topic, new KafkaTopic(UUID.randomUUID().toString(), 1, Set.of()));
        ends.put(topic, 0L);
    }

    /** Cuts the topic: the next record gets that offset again. */
    public void cut(String topic, long offset) {
        ends.put(topic, offset);
    }

    /** Advances the clock. */
    public void pass(long millis) {
        now += millis;
    }

    /** The current time in milliseconds since the epoch. */
    public long now() {
        return now;
    }

    /** The position of the next event. */
    public long end() {
        return archive.logPosition().of(ends.get(EVENTS));
    }

    /** Archives an event; returns its position. */
    public long publish(String channel, EventContent content) {
        return publish(channel, List.of(content)).get(0);
    }

    public long publish(String channel, String data) {
        return publish(channel, EventContent.of(data));
    }

    /** Archives several events in one batch. */
    public List<Long> publish(String channel, List<EventContent> contents) {
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
        contents.forEach(content -> batch.add(record(EVENTS, channel, json(content))));
        store.write(batch);
        return batch.stream()
                .map(record -> archive.logPosition().of(record.offset()))
                .toList();
    }

    /** Confirms an event of the channel {@code c}. */
    public void confirm(long position, String device, String status) {
        confirm("c", position, device, status);
    }

    public void confirm(String channel, long position, String device, String status) {
        String receipt =
                receipt(position, device, status).replace("\"channel\":\"c\"", "\"channel\":\"" + channel + '"');
        store.write(List.of(record(RECEIPTS, channel, receipt)));
    }

    public String receipt(long position, String device, String status) {
        return """
                {"channel":"c","event_id":"e","position":%d,"device":"%s","status":"%s","at":"2026-11-21T20:00:00.125Z"}""".formatted(position, device, status);
    }

    /** Reports the state of a feed. */
    public void present(String feed, ArchivedSession session) {
        store.write(List.of(record(PRESENCE, feed, json(session))));
    }

    /** Deletes a feed from the presence topic. */
    public void forget(String feed) {
        store.write(List.of(record(PRESENCE, feed, null)));
    }

    /** Creates the next record of a topic. */
    public ConsumerRecord<byte[], byte[]> record(String topic, String key, String value) {
        long offset = ends.merge(topic, 1L, Long::sum) - 1;
        return new ConsumerRecord<>(
                topic,
                0,
                offset,
                now,
                TimestampType.LOG_APPEND_TIME,
                -1,
                -1,
                bytes(key),
                bytes(value),
                new RecordHeaders(),
                Optional.empty());
    }

    public double skipped() {
        return meters.get("fleetcast.channel.archive.skipped").counter().count();
    }

    /** The data of all archived events of these channels. */
    public List<String> data(String... channels) {
        return data(archive.after(List.of(channels), -1, 1_000, 1_000_000).events());
    }

    public static List<String> data(List<ChannelEvent> events) {
        return events.stream().map(event -> event.content().data()).toList();
    }

    public static EventContent withId(String id, String data) {
        return new EventContent(null, id, null, data, null, null, null);
    }

    public static EventContent requiring(ReceiptRule rule) {
        return new EventContent(null, null, null, "confirm this", null, null, rule);
    }

    public static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
