package dev.fleetcast.benchmark;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The bridge: publishes the topic's new records, each unit in its order, until its standard input is closed. */
final class BridgeMain {

    /** The target for pushpin's publishing format. */
    static final String PUSHPIN = "pushpin";

    /** The line after which no record is missed. */
    static final String READY = "ready";

    private static final Duration TURN = Duration.ofMillis(50);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

    private BridgeMain() {}

    /** @param arguments bootstrap servers, topic, length of an event's data, port and target as for {@link Bridge} */
    public static void main(String[] arguments) throws IOException {
        Publisher publisher = publisher(Integer.parseInt(arguments[3]), arguments);
        Padding padding = new Padding(Integer.parseInt(arguments[2]));
        AtomicBoolean ended = endOfInput();
        try (KafkaConsumer<String, byte[]> consumer = consumer(arguments[0])) {
            goToEnd(consumer, arguments[1]);
            System.out.println(READY);
            while (!ended.get()) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(TURN)) {
                    publisher.publish(record.key(), padding.pad(record.value()));
                }
                publisher.flush();
            }
        }
        awaitAnswers(publisher);
        System.out.println(publisher.account());
        // The origin's thread would keep the process alive.
        System.exit(publisher.account().isFlawless() ? 0 : 1);
    }

    private static Publisher publisher(int port, String[] arguments) throws IOException {
        if (arguments[4].equals(PUSHPIN)) {
            PushpinOrigin.start(Integer.parseInt(arguments[5]));
            return new PushpinPublisher(port);
        }
        return new PathPublisher(port, arguments[4]);
    }

    private static KafkaConsumer<String, byte[]> consumer(String bootstrapServers) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false, "max.poll.records", 500),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    private static void goToEnd(KafkaConsumer<String, byte[]> consumer, String topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // The seek is lazy: without a call of position, the next message could come before the end.
        partitions.forEach(consumer::position);
    }

    private static void awaitAnswers(Publisher publisher) {
        long end = System.nanoTime() + LAST_ANSWERS.toNanos();
        while (publisher.account().unanswered() > 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private static AtomicBoolean endOfInput() {
        AtomicBoolean ended = new AtomicBoolean();
        Thread reader = new Thread(
                () -> {
                    try {
                        System.in.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException harnessGone) {
                        // As good as the end of the input.
                    }
                    ended.set(true);
                },
                "end-of-input");
        reader.setDaemon(true);
        reader.start();
        return ended;
    }
}
