package dev.fleetcast.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The fleet: sends by the clock, regardless of the outcome of earlier messages. The response to a command {@code UNITS
 * PER_SECOND COUNT} is {@code sent FAILED} when all of them have been acknowledged.
 */
final class ProducerMain {

    private final KafkaProducer<String, byte[]> kafka;
    private final String topic;
    private final FeedMessage message = new FeedMessage();
    private final AtomicLong failed = new AtomicLong();

    private ProducerMain(KafkaProducer<String, byte[]> kafka, String topic) {
        this.kafka = kafka;
        this.topic = topic;
    }

    /** @param arguments bootstrap servers, topic, and {@code linger.ms} */
    public static void main(String[] arguments) throws IOException {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                arguments[0],
                "acks",
                "all",
                "linger.ms",
                Integer.parseInt(arguments[2]),
                "buffer.memory",
                128L * 1024 * 1024,
                "batch.size",
                64 * 1024);
        try (KafkaProducer<String, byte[]> kafka =
                        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            ProducerMain producer = new ProducerMain(kafka, arguments[1]);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split(" ");
                producer.send(Integer.parseInt(words[0]), Double.parseDouble(words[1]), Long.parseLong(words[2]));
            }
        }
    }

    private void send(int units, double perSecond, long count) {
        String[] keys = new String[units];
        for (int unit = 0; unit < units; unit++) {
            keys[unit] = String.valueOf(unit + 1);
        }
        double interval = 1e9 / perSecond;
        long begin = System.nanoTime();
        failed.set(0);
        for (long i = 0; i < count; i++) {
            long due = begin + (long) (i * interval);
            for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                LockSupport.parkNanos(early);
            }
            int unit = (int) (i % units);
            byte[] value = message.dueAt(due, unit + 1);
            kafka.send(new ProducerRecord<>(topic, keys[unit], value), (record, problem) -> {
                if (problem != null) {
                    failed.incrementAndGet();
                }
            });
        }
        kafka.flush();
        System.out.println("sent " + failed.get());
    }
}
