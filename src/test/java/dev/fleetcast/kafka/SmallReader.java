package dev.fleetcast.kafka;

import dev.fleetcast.kafka.consumer.Unread;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** A separate process with a small heap that reads a topic to its end and prints a line per record. */
public final class SmallReader {

    private SmallReader() {}

    /** @param args the broker's address, and the topic, which has one partition */
    public static void main(String[] args) {
        TopicPartition partition = new TopicPartition(args[1], 0);
        try (Consumer<byte[], byte[]> consumer =
                TestTopics.clients(Map.of("bootstrap.servers", args[0])).exactConsumer()) {
            consumer.assign(Set.of(partition));
            consumer.seek(partition, 0);
            long end = consumer.endOffsets(Set.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> System.out.println("read " + line(record)));
            }
        }
    }

    private static String line(ConsumerRecord<byte[], byte[]> record) {
        if (!Unread.is(record)) {
            return record.offset() + ": " + record.value().length;
        }
        var last = record.headers().lastHeader(Unread.LAST_OFFSET);
        String to = last == null ? "" : "-" + new String(last.value(), StandardCharsets.US_ASCII);
        return record.offset() + to + ": " + Unread.reason(record).orElseThrow();
    }
}
