package dev.fleetcast.testing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/** A fleet system that writes messages to the telemetry topic. */
public final class Feed implements AutoCloseable {

    /** The topic of all messages. */
    public static final String TOPIC = "fleet.telemetry";

    private static final AtomicInteger SEQUENCE = new AtomicInteger();

    private final KafkaProducer<String, byte[]> producer;

    /** A feed into the broker at {@code bootstrapServers}. */
    public Feed(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 0),
                new StringSerializer(),
                new org.apache.kafka.common.serialization.ByteArraySerializer());
    }

    /** Sends and waits for the broker's acknowledgement. */
    public RecordMetadata send(String key, String json) {
        return send(new ProducerRecord<>(TOPIC, key, json == null ? null : json.getBytes(StandardCharsets.UTF_8)));
    }

    /** Sends many in their order, and waits for all acknowledgements. */
    public void sendAll(String key, List<String> messages) {
        messages.stream()
                .map(json -> producer.send(new ProducerRecord<>(TOPIC, key, json.getBytes(StandardCharsets.UTF_8))))
                .toList()
                .forEach(Feed::await);
    }

    /** As {@link #send(String, String)}, for a record created by the test. */
    public RecordMetadata send(ProducerRecord<String, byte[]> record) {
        return await(producer.send(record));
    }

    private static RecordMetadata await(Future<RecordMetadata> sent) {
        try {
            return sent.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A valid gps message; its {@code seq_no} is returned by {@link #lastSequence()}. */
    public static String gps(Instant fixTime, double latitude) {
        return """
                {"message_ver":1,"message_type":"gps","seq_no":%d,"valid":true,"device":{"type":"test"},
                 "gps":{"timestamp":"%s","latitude":%s,"longitude":-97.74306,"speed":42.5},"x_vendor":{"kept":1.50}}""".formatted(SEQUENCE.incrementAndGet(), fixTime, latitude);
    }

    /** The {@code seq_no} of the last created message. */
    public static int lastSequence() {
        return SEQUENCE.get();
    }

    @Override
    public void close() {
        producer.close();
    }
}
