package dev.fleetcast.kafka;

import dev.fleetcast.kafka.consumer.Unread;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** A separate process with a small heap that reads a topic to its end and prints a line per record. */
public final class SmallReader {

    private SmallReader() {}

    /** @param args the broker's address, and the topic */
    public static void main(String[] args) {
        try (Consumer<byte[], byte[]> consumer =
                TestTopics.clients(Map.of("bootstrap.servers", args[0])).exactConsumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(args[1]).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            partitions.forEach(partition -> consumer.seek(partition, 0));
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> System.out.println("read " + line(record)));
            }
        }
    }

    private static String line(ConsumerRecord<byte[], byte[]> record) {
        if (!Unread.is(record)) {
            return place(record) + ": " + record.value().length;
        }
        var last = record.headers().lastHeader(Unread.LAST_OFFSET);
        String to = last == null ? "" : "-" + new String(last.value(), StandardCharsets.US_ASCII);
        return place(record) + to + ": " + Unread.reason(record).orElseThrow();
    }

    private static String place(ConsumerRecord<byte[], byte[]> record) {
        return record.partition() + "/" + record.offset();
    }
}
