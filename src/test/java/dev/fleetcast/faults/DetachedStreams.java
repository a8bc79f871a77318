package dev.fleetcast.faults;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Records of streams whose clients are gone: copies of an existing stream under other ids. */
final class DetachedStreams implements AutoCloseable {

    private static final String TOPIC = "fleetcast.streams";
    private static final String RECORD = "r:";
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int FIRST_UNIT = 2_000_000;

    private final KafkaProducer<String, String> kafka;
    private final Map<String, ConsumerRecord<String, String>> written = new TreeMap<>();
    private final ConsumerRecord<String, String> pattern;

    /** @param streamId the stream to copy */
    DetachedStreams(String bootstrapServers, String streamId) {
        pattern = find(bootstrapServers, RECORD + key(streamId)).orElseThrow();
        kafka = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "compression.type", "lz4", "linger.ms", 20),
                new StringSerializer(),
                new StringSerializer());
    }

    /** Writes that many streams with that many units each, every unit at another position of the feed. */
    void write(int streams, int unitsEach) {
        JsonObject record = new JsonObject(pattern.value());
        String first = record.getString("id");
        record.put("changes", unitsEach).put("followed", followed(record, unitsEach));
        for (int stream = 0; stream < streams; stream++) {
            String id = another(first, stream);
            record.put("id", id);
            String key = RECORD + key(id);
            written.put(key, pattern);
            kafka.send(new ProducerRecord<>(TOPIC, pattern.partition(), null, key, record.encode(), pattern.headers()));
        }
        kafka.flush();
    }

    /** Deletes the records. */
    @Override
    public void close() {
        written.keySet().forEach(key -> kafka.send(new ProducerRecord<>(TOPIC, pattern.partition(), key, null)));
        kafka.close();
    }

    private static JsonArray followed(JsonObject record, int units) {
        JsonObject start = record.getJsonArray("followed").getJsonObject(0).getJsonObject("start");
        return new JsonArray(IntStream.range(0, units)
                .mapToObj(unit -> new JsonObject()
                        .put("start", later(start, unit))
                        .put("units", new JsonArray(List.of(FIRST_UNIT + unit, unit + 1))))
                .toList());
    }

    private static JsonObject later(JsonObject start, int by) {
        JsonObject later = new JsonObject();
        start.forEach(topic -> later.put(
                topic.getKey(),
                new JsonArray(((JsonArray) topic.getValue())
                        .stream()
                                .map(offset -> ((Number) offset).longValue() + by)
                                .toList())));
        return later;
    }

    /** An id of the same length, of letters only, and unique. */
    private static String another(String id, int number) {
        StringBuilder other = new StringBuilder(id);
        for (int at = 8, rest = number; at < 12; at++, rest /= LETTERS.length()) {
            other.setCharAt(at, LETTERS.charAt(rest % LETTERS.length()));
        }
        return other.toString();
    }

    private static String key(String streamId) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(streamId.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().toHexDigits(ByteBuffer.wrap(digest).getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<ConsumerRecord<String, String>> find(String bootstrapServers, String key) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(each -> new TopicPartition(TOPIC, each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            ConsumerRecord<String, String> found = null;
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
                    found = key.equals(record.key()) && record.value() != null ? record : found;
                }
            }
            return Optional.ofNullable(found);
        }
    }
}
