package dev.fleetcast.benchmark;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Scenario F: 50,000 records a second, 99 % of them without followers; the cost of reading them. */
final class Unfollowed implements OwnScenario {

    static final String LETTER = "F";
    static final String POINT = "50,000 records/s, 1 % followed";

    private static final int UNITS = 10_000;
    private static final int STREAMS = 10;
    private static final int UNITS_EACH = UNITS / 100 / STREAMS;
    private static final double PER_SECOND = 50_000;
    /** At the end, at most the records between two commits of offsets may be uncommitted. */
    static final double KEEPS_UP = 6 * PER_SECOND;

    private static final int SECONDS = 20;
    /** A burst of this size is not sent one by one. */
    private static final int LINGER_MILLIS = 10;

    private static final String FANOUT_THREAD = "fleetcast-feed";
    /**
     * The connector's polling thread, whose name the system truncates, and the threads that process its records. They
     * also do a little work for streams: an upper bound.
     */
    private static final List<String> INGEST_THREADS = List.of("smallrye-kafka-", "vert.x-eventloo", "executor-threa");

    private static final String INGEST_GROUP = "fleetcast-ingest";

    private final Options options;

    Unfollowed(Options options) {
        this.options = options;
    }

    @Override
    public String title() {
        return POINT;
    }

    @Override
    public void measure(String contestant, int round, RawResults results) {
        try (Session session = new Session(options, contestant, UNITS, LINGER_MILLIS)) {
            session.growTo(
                    STREAMS,
                    stream -> IntStream.rangeClosed(1, UNITS_EACH)
                            .map(unit -> stream * UNITS_EACH + unit)
                            .toArray());
            session.warmUpCompilers(PER_SECOND);
            ProcessHandle server = session.contestant().server().get(0);
            double heapBefore = LiveHeap.bytes(server);
            Map<String, Double> before = ProcessUsage.cpuSecondsByThread(server);
            long lagBefore = lag(session.feed().bootstrapServers());
            Row row = session.measure(LETTER, POINT, round, PER_SECOND, SECONDS);
            long lag = lag(session.feed().bootstrapServers());
            Map<String, Double> used = new TreeMap<>(ProcessUsage.cpuSecondsByThread(server));
            used.replaceAll((thread, seconds) -> seconds - before.getOrDefault(thread, 0.0));
            double records = PER_SECOND * SECONDS;
            // A reader that falls behind must not look cheap.
            double ingested = records - (lag - lagBefore);
            results.add(row.add(Figure.FANOUT_MICROS, sum(used, List.of(FANOUT_THREAD)) * 1e6 / records)
                    .add(Figure.INGEST_MICROS, sum(used, INGEST_THREADS) * 1e6 / ingested)
                    .add(Figure.SERVER_MICROS_PER_RECORD, row.figures().get(Figure.SERVER_CPU_SECONDS) * 1e6 / records)
                    .add(Figure.LAG, lag)
                    .add(Figure.LIVE_MB_BEFORE, heapBefore / 1e6)
                    .add(Figure.LIVE_MB, LiveHeap.bytes(server) / 1e6));
        }
    }

    private static double sum(Map<String, Double> seconds, List<String> prefixes) {
        return seconds.entrySet().stream()
                .filter(thread -> prefixes.stream().anyMatch(thread.getKey()::startsWith))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** Records that the shared reader has not committed. */
    private static long lag(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            var committed = admin.listConsumerGroupOffsets(INGEST_GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
            committed.keySet().forEach(partition -> asked.put(partition, OffsetSpec.latest()));
            return admin.listOffsets(asked).all().get().entrySet().stream()
                    .mapToLong(end -> end.getValue().offset()
                            - committed.get(end.getKey()).offset())
                    .sum();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
