package dev.fleetcast.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetcast.fleet.TestFleet;
import dev.fleetcast.fleet.UnitDirectory;
import dev.fleetcast.ingest.backfill.BackfillMetrics;
import dev.fleetcast.ingest.backfill.BackfillScan;
import dev.fleetcast.ingest.backfill.PendingBackfill;
import dev.fleetcast.ingest.record.LateOffsets;
import dev.fleetcast.ingest.record.RecordInterpreter;
import dev.fleetcast.ingest.record.TripFields;
import dev.fleetcast.kafka.KafkaTopic;
import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.memory.MemoryHolder;
import dev.fleetcast.memory.Reservation;
import dev.fleetcast.stream.spi.Backfills.Backfill;
import dev.fleetcast.stream.spi.Backfills.Request;
import dev.fleetcast.telemetry.FeedLog;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.testing.TestMessage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;

/** A feed of two partitions on Kafka's mock consumer, and the requests of one scan. */
public final class ScannedFeed {

    public static final String TOPIC = TestRecord.TOPIC;
    public static final String TOPIC_ID = "topic-id";

    public final LateOffsets late = new LateOffsets();
    public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    public final List<PendingBackfill> tickets = new ArrayList<>();
    private final BackfillMetrics metrics = new BackfillMetrics(meters);
    private final Map<PendingBackfill, Backfill> answers = new ConcurrentHashMap<>();
    private final Set<PendingBackfill> delayed = ConcurrentHashMap.newKeySet();
    private final Set<Integer> leaderless = new HashSet<>();
    private final Set<Integer> silent = new HashSet<>();
    private final UnitDirectory directory = TestFleet.directory(
            TestFleet.unitInVehicle(1, "359568052512345"),
            TestFleet.unit(2, null, null),
            TestFleet.unit(3, null, null));
    private final Map<Integer, List<ConsumerRecord<byte[], byte[]>>> records =
            new HashMap<>(Map.of(0, new ArrayList<>(), 1, new ArrayList<>()));
    private final Map<TopicPartition, Long> beginning =
            new HashMap<>(Map.of(new TopicPartition(TOPIC, 0), 0L, new TopicPartition(TOPIC, 1), 0L));
    private final MemoryBudget budget = new MemoryBudget(100_000_000, 100_000_000);
    private long maxBytes = 1_000_000;

    /** Appends a record to its partition; its time is {@code second} after {@link TestRecord#TIMESTAMP}. */
    public ScannedFeed with(int partition, int second, String key, TestMessage message) {
        return with(partition, second, key, message.bytes());
    }

    public ScannedFeed with(int partition, int second, String key, byte[] value) {
        List<ConsumerRecord<byte[], byte[]>> before = records.get(partition);
        long time = TestRecord.TIMESTAMP + second * 1_000L;
        before.add(TestRecord.in(partition, before.size(), time, key, value));
        return this;
    }

    /** Appends a position message with that number. */
    public ScannedFeed with(int partition, int second, String key, int number) {
        return with(partition, second, key, numbered(number));
    }

    public static TestMessage numbered(int number) {
        return TestMessage.gps().without("device").with("seq_no", Integer.toString(number));
    }

    /** Expires the records before {@code offset}. */
    void beginsAt(int partition, long offset) {
        beginning.put(new TopicPartition(TOPIC, partition), offset);
    }

    /** Sets the memory limit of subsequent requests. */
    void maxBytes(long bytes) {
        maxBytes = bytes;
    }

    /** The current end of the feed. */
    public FeedPosition end() {
        return at(records.get(0).size(), records.get(1).size());
    }

    public static FeedPosition at(long... next) {
        return FeedPosition.of(Map.of(TOPIC, next));
    }

    /** Requests everything about the units since {@code from}. */
    public PendingBackfill request(FeedPosition from, long... units) {
        return request(100, Map.of(TOPIC, TOPIC_ID), from, units);
    }

    public PendingBackfill request(int maxMessages, Map<String, String> topicIds, FeedPosition from, long... units) {
        Map<UnitId, FeedPosition> starts = new HashMap<>();
        for (long unit : units) {
            starts.put(new UnitId(unit), from);
        }
        return request(maxMessages, topicIds, starts);
    }

    public PendingBackfill request(int maxMessages, Map<String, String> topicIds, Map<UnitId, FeedPosition> from) {
        return request(maxMessages, new FeedLog(topicIds, Map.of()), from);
    }

    public PendingBackfill request(int maxMessages, FeedLog log, Map<UnitId, FeedPosition> from) {
        PendingBackfill[] ticket = new PendingBackfill[1];
        Reservation memory = new Reservation(budget, MemoryHolder.ofUser(1), maxBytes);
        Request request = new Request(
                from,
                end(),
                log,
                maxMessages,
                memory,
                () -> delayed.add(ticket[0]),
                answer -> answers.put(ticket[0], answer));
        ticket[0] = new PendingBackfill(request, () -> {});
        tickets.add(ticket[0]);
        return ticket[0];
    }

    public List<PendingBackfill> scan() {
        return scan(consumer());
    }

    public List<PendingBackfill> scan(MockConsumer<byte[], byte[]> consumer) {
        return newScan().run(consumer, tickets);
    }

    /** Sets whether the partition has no leader. */
    void leaderless(int partition, boolean isLeaderless) {
        if (isLeaderless) {
            leaderless.add(partition);
        } else {
            leaderless.remove(partition);
        }
    }

    /** Makes the partition return no records although it has a leader. */
    void silent(int partition) {
        silent.add(partition);
    }

    /** True if the request was notified of a partition that delays it. */
    boolean isHeldUp(PendingBackfill ticket) {
        return delayed.contains(ticket);
    }

    public BackfillScan newScan() {
        return new BackfillScan(
                new RecordInterpreter(directory),
                late,
                names -> Map.of(TOPIC, new KafkaTopic(TOPIC_ID, records.size(), leaderless)),
                TripFields.NONE,
                metrics,
                Duration.ofMillis(100));
    }

    /** A consumer of the feed. */
    public MockConsumer<byte[], byte[]> consumer() {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
        Map<TopicPartition, Long> ends = new HashMap<>();
        records.forEach((partition, all) -> ends.put(new TopicPartition(TOPIC, partition), (long) all.size()));
        Map<TopicPartition, Long> begins = new HashMap<>(beginning);
        // Kafka's client would wait for a leader; its mock fails.
        leaderless.forEach(partition -> {
            begins.remove(new TopicPartition(TOPIC, partition));
            ends.remove(new TopicPartition(TOPIC, partition));
        });
        consumer.updateBeginningOffsets(begins);
        consumer.updateEndOffsets(ends);
        provide(consumer);
        return consumer;
    }

    /** Supplies the records of assigned partitions at every poll. */
    private void provide(MockConsumer<byte[], byte[]> consumer) {
        consumer.schedulePollTask(() -> {
            for (TopicPartition partition : consumer.assignment()) {
                if (!silent.contains(partition.partition())) {
                    records.get(partition.partition()).forEach(consumer::addRecord);
                }
            }
            provide(consumer);
        });
    }

    public Backfill answer(PendingBackfill ticket) {
        return answers.get(ticket);
    }

    /** The numbers of the messages in the answer. */
    public List<Integer> numbers(PendingBackfill ticket) {
        return messages(ticket)
                .map(message -> message.path("seq_no").intValue())
                .toList();
    }

    public Stream<JsonNode> messages(PendingBackfill ticket) {
        return answer(ticket).updates().stream().map(update -> parsed(update.extended()));
    }

    public double scanned() {
        return meters.get("fleetcast.resume.scanned").counter().count();
    }

    private static JsonNode parsed(byte[] json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
