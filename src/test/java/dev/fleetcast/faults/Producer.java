package dev.fleetcast.faults;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The fleet: each unit sends messages numbered 1, 2, 3 and so on, at an adjustable pace. No message is dropped, however
 * long the broker is down.
 */
final class Producer implements AutoCloseable {

    /** The field with the number; unknown to the product, which passes it on. */
    static final String NUMBER = "number";

    private static final String TOPIC = "fleet.telemetry";
    private static final int TURN_MILLIS = 50;

    private final int units;
    private final String bootstrapServers;
    private volatile KafkaProducer<String, byte[]> kafka;
    private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
    private final Map<Long, Long> acknowledged = new ConcurrentHashMap<>();
    private final Deque<Moment> moments = new ArrayDeque<>();
    private final Map<Long, Long> sent = new ConcurrentHashMap<>();
    private volatile double perSecond;
    private volatile int sending;
    private volatile String filling = "";
    private volatile Exception failure;
    private double due;
    private long turn;

    private record Moment(long nanos, Map<Long, Long> acknowledged) {}

    /** Units 1 to {@code units}. */
    Producer(String bootstrapServers, int units) {
        this.units = units;
        this.bootstrapServers = bootstrapServers;
        this.sending = units;
        this.kafka = connect();
        pace.scheduleAtFixedRate(this::produce, 0, TURN_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Sets the messages a second of all units together. */
    void pace(double messagesPerSecond) {
        pace(messagesPerSecond, units);
    }

    /** As {@link #pace(double)}, for units 1 to {@code first} only. */
    void pace(double messagesPerSecond, int first) {
        sending = first;
        perSecond = messagesPerSecond;
    }

    /** Makes each following message larger by that many bytes. */
    void fillWith(int bytes) {
        filling = "x".repeat(bytes);
    }

    /** Starts a new producer session: the previous one remembers state that a truncated log has lost. */
    void reconnect() {
        kafka.close(Duration.ofSeconds(1));
        kafka = connect();
    }

    /** Sends one message of each unit; all are acknowledged when this returns. */
    void once() {
        try {
            pace.submit(() -> {
                        for (long unit = 1; unit <= units; unit++) {
                            send(unit);
                        }
                        kafka.flush();
                    })
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The number of a unit's next message, for another sender; only while there is no pace. */
    long next(long unit) {
        return sent.merge(unit, 1L, Long::sum);
    }

    /** Marks a message numbered by {@link #next} as acknowledged. */
    void acknowledge(long unit) {
        acknowledged.put(unit, sent.get(unit));
    }

    /** The newest number of each unit sent so far, acknowledged or not. */
    Map<Long, Long> sent() {
        return Map.copyOf(sent);
    }

    /** The newest numbers that the broker has acknowledged so far. */
    Map<Long, Long> acknowledged() {
        if (failure != null) {
            throw new IllegalStateException("a message could not be produced", failure);
        }
        return Map.copyOf(acknowledged);
    }

    /** The numbers acknowledged a while ago, which every client should have by now. */
    Map<Long, Long> acknowledgedBefore(Duration age) {
        long then = System.nanoTime() - age.toNanos();
        synchronized (moments) {
            Map<Long, Long> found = Map.of();
            for (Moment moment : moments) {
                if (moment.nanos() <= then) {
                    found = moment.acknowledged();
                }
            }
            return found;
        }
    }

    /** The total of sent messages. */
    long total() {
        return sent.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void close() {
        pace.shutdownNow();
        kafka.close(Duration.ofSeconds(1));
    }

    private void produce() {
        due += perSecond * TURN_MILLIS / 1_000;
        while (due >= 1) {
            due--;
            send(1 + turn++ % sending);
        }
        synchronized (moments) {
            moments.add(new Moment(System.nanoTime(), Map.copyOf(acknowledged)));
            while (moments.size() > 10_000 / TURN_MILLIS) {
                moments.poll();
            }
        }
    }

    private void send(long unit) {
        long number = next(unit);
        String key = String.valueOf(unit);
        kafka.send(new ProducerRecord<>(TOPIC, key, message(number, filling)), (record, failed) -> {
            if (failed == null) {
                acknowledged.put(unit, number);
            } else {
                failure = failed;
            }
        });
    }

    private KafkaProducer<String, byte[]> connect() {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "acks", "all",
                        "enable.idempotence", true,
                        // A partition that has no leader yet may refuse the first record only, see Topics.
                        "max.in.flight.requests.per.connection", 1,
                        "linger.ms", 5,
                        "request.timeout.ms", 5_000,
                        "delivery.timeout.ms", 600_000,
                        "max.block.ms", 600_000),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** The message with that number. */
    static byte[] message(long number, String filling) {
        return """
                {"message_ver":1,"message_type":"gps","%s":%d,"valid":true,"device":{"type":"test"},"filling":"%s",
                 "gps":{"timestamp":"%s","latitude":30.26715,"longitude":-97.74306,"speed":42.5}}""".formatted(NUMBER, number, filling, Instant.now()).getBytes(StandardCharsets.UTF_8);
    }
}
