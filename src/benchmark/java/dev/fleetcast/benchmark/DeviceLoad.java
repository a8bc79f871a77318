package dev.fleetcast.benchmark;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends events of devices by the clock, as a gateway does, and measures when they are confirmed. */
final class DeviceLoad implements AutoCloseable {

    private static final String EVENTS = "fleet.device-events";
    private static final String CONFIRMATIONS = "fleet.acks";
    private static final Pattern TS = Pattern.compile("\"ts\":(\\d+)");
    private static final Duration POLL = Duration.ofMillis(5);

    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> confirmations;
    private final int units;
    private long begin;
    private long nanosEach;
    private int first;
    private int next;
    private Latencies latencies;

    DeviceLoad(String bootstrapServers, int units) {
        this.units = units;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.confirmations = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = confirmations.partitionsFor(CONFIRMATIONS).stream()
                .map(partition -> new TopicPartition(CONFIRMATIONS, partition.partition()))
                .toList();
        confirmations.assign(partitions);
        confirmations.seekToEnd(partitions);
        partitions.forEach(confirmations::position);
    }

    /** Sends that many events, each of which counts from the time it was due. */
    void send(int perSecond, int events) {
        latencies = new Latencies();
        nanosEach = 1_000_000_000L / perSecond;
        begin = System.nanoTime();
        first = next;
        while (next < first + events) {
            long due = (System.nanoTime() - begin) / nanosEach;
            for (; next < first + events && next - first <= due; next++) {
                producer.send(event(next));
            }
            take(confirmations.poll(POLL));
        }
    }

    /** From when they were due to their confirmations, for which it waits at most so long. */
    Latencies confirmed(int atMostMillis) {
        Pause.until(
                () -> {
                    take(confirmations.poll(POLL));
                    return latencies.total() >= next - first;
                },
                atMostMillis);
        return latencies;
    }

    private ProducerRecord<byte[], byte[]> event(int ts) {
        return new ProducerRecord<>(
                EVENTS,
                String.valueOf(1 + ts % units).getBytes(StandardCharsets.US_ASCII),
                "{\"name\":\"load\",\"data\":{\"ts\":%d,\"open\":true}}"
                        .formatted(ts)
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private void take(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        long now = System.nanoTime();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Matcher ts = TS.matcher(new String(record.value(), StandardCharsets.UTF_8));
            if (ts.find() && Integer.parseInt(ts.group(1)) >= first) {
                latencies.record(now - begin - (Integer.parseInt(ts.group(1)) - first) * nanosEach);
            }
        }
    }

    @Override
    public void close() {
        producer.close();
        confirmations.close();
    }
}
