package dev.fleetcast.kafka;

import dev.fleetcast.kafka.consumer.Unread;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** A separate process with a small heap that reads a topic to its end and prints a line per record. */
public final class SmallReader {

    private SmallReader() {}

    /** @param args the broker's address, the topic, and the group if it is to read in one */
    public static void main(String[] args) throws InterruptedException {
        KafkaClients clients = TestTopics.clients(Map.of("bootstrap.servers", args[0]));
        Map<TopicPartition, Long> ends;
        try (Consumer<byte[], byte[]> consumer = clients.exactConsumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(args[1]).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            ends = consumer.endOffsets(partitions);
            if (args.length == 2) {
                read(consumer, ends);
            }
        }
        if (args.length > 2) {
            readInGroup(clients, args[2], args[1], ends);
        }
    }

    private static void read(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        consumer.assign(ends.keySet());
        ends.keySet().forEach(partition -> consumer.seek(partition, 0));
        while (ends.keySet().stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
            print(consumer.poll(Duration.ofSeconds(1)));
        }
    }

    private static void readInGroup(KafkaClients clients, String group, String topic, Map<TopicPartition, Long> ends)
            throws InterruptedException {
        Map<TopicPartition, Long> missing = new ConcurrentHashMap<>(ends);
        CountDownLatch complete = new CountDownLatch(1);
        TopicWatch watch = new TopicWatch(new TopicLookup(clients));
        GroupReader reader = new GroupReader(
                "small",
                () -> clients.groupConsumer(group, Map.of()),
                Set.of(topic),
                new TopicSource(clients::exactConsumer, watch));
        reader.batches().subscribe().with(batch -> {
            print(batch.getPayload());
            batch.getPayload().nextOffsets().forEach((partition, next) -> missing.remove(partition, next.offset()));
            if (missing.isEmpty()) {
                complete.countDown();
            }
        });
        complete.await(30, TimeUnit.SECONDS);
    }

    private static void print(ConsumerRecords<byte[], byte[]> batch) {
        batch.forEach(record -> System.out.println("read " + line(record)));
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
