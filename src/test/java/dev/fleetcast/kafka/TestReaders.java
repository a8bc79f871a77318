package dev.fleetcast.kafka;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.awaitility.Awaitility;

/** The readers of a test, what they have read, and their topics. */
final class TestReaders implements AutoCloseable {

    /** The name of their threads. */
    final String thread = "reader-" + UUID.randomUUID();

    final TestTopics topics = new TestTopics();
    final List<String> read = new CopyOnWriteArrayList<>();
    private final List<TopicReader> readers = new ArrayList<>();

    TopicReader reader(BatchHandler handler, String... names) {
        return keep(new TopicReader(thread, topics.source(), Set.of(names), StartOffsets.BEGINNING, handler));
    }

    /** Closes that reader, too, when the test ends. */
    TopicReader keep(TopicReader reader) {
        readers.add(reader);
        return reader;
    }

    void note(ConsumerRecords<byte[], byte[]> batch) {
        batch.forEach(record -> read.add(new String(record.value(), StandardCharsets.UTF_8)));
    }

    void awaitRead(int count) {
        Awaitility.await().until(() -> read.size() >= count);
    }

    void awaitCaughtUp(TopicReader reader) throws Exception {
        reader.caughtUp().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    void awaitThread(Thread.State state) {
        Awaitility.await().until(() -> threads().stream().anyMatch(each -> each.getState() == state));
    }

    List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(each -> each.getName().equals(thread))
                .toList();
    }

    @Override
    public void close() {
        readers.forEach(TopicReader::close);
        topics.close();
    }
}
