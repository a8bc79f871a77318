package dev.fleetcast.cluster.topic;

import dev.fleetcast.kafka.record.JsonTopic;
import dev.fleetcast.kafka.record.JsonTopics;
import dev.fleetcast.replica.ReplicaId;
import dev.fleetcast.stream.spi.StreamTable.StreamRecord;
import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.Record;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The records and claims in the streams topic: two keys per stream, so that neither compacts the other away. Never
 * blocks.
 */
@ThreadSafe
public final class StreamsTopic {

    /** The maximum number of unacknowledged writes. */
    public static final int MAX_PENDING = 20_000;

    private static final int VERSION = 1;
    private static final String RECORD = "r:";
    private static final String CLAIM = "c:";
    private static final Pattern KEY = Pattern.compile("([rc]:)(\\p{XDigit}{1,16})");

    private final JsonTopic topic;

    /**
     * A place in the log.
     *
     * @param at Kafka's time of it, in milliseconds; only determines when it is forgotten
     */
    public record Place(long offset, long at) {}

    /**
     * A claim in the log.
     *
     * @param token unique to this claim
     * @param holder the claiming replica
     * @param after the offset of the stream's newest record that the holder had read when it claimed
     */
    public record Claim(String token, ReplicaId holder, long after) {}

    /** Receives what is read. */
    public interface Handler {

        void written(long key, StreamRecord record, long serial, Place place);

        void claimed(long key, Claim claim, Place place);

        void removed(long key);
    }

    /** @param out completes when Kafka has acknowledged the record */
    public StreamsTopic(JsonTopics topics, Function<Record<String, String>, Uni<Void>> out) {
        this.topic = topics.topic(VERSION, out, MAX_PENDING);
    }

    /** Writes a stream, see {@link JsonTopic#write}. */
    public Uni<Void> write(StreamRecord record, long serial) {
        return topic.write(
                RECORD + HexFormat.of().toHexDigits(record.streamId().key()), StoredStream.of(record, serial));
    }

    /** Writes a claim for the stream with that key, see {@link JsonTopic#write}. */
    public Uni<Void> write(long key, Claim claim) {
        return topic.write(
                CLAIM + HexFormat.of().toHexDigits(key),
                new StoredClaim(claim.token(), claim.holder().value(), claim.after()));
    }

    /** The problem of a write that Kafka does not acknowledge. */
    public RuntimeException unavailable() {
        return topic.unavailable();
    }

    /** Passes the decoded record to {@code handler}; invalid records are skipped. */
    public void read(ConsumerRecord<byte[], byte[]> read, Handler handler) {
        decode(read).ifPresent(decoded -> decoded.accept(handler));
    }

    private Optional<Consumer<Handler>> decode(ConsumerRecord<byte[], byte[]> read) {
        Matcher name = KEY.matcher(read.key() == null ? "" : new String(read.key(), StandardCharsets.UTF_8));
        if (!name.matches()) {
            return topic.skip(read);
        }
        long key = HexFormat.fromHexDigitsToLong(name.group(2));
        boolean isClaim = name.group(1).equals(CLAIM);
        if (read.value() == null) {
            return isClaim ? Optional.empty() : Optional.of(handler -> handler.removed(key));
        }
        return isClaim
                ? topic.read(read, StoredClaim.class, stored -> claim(key, stored, read))
                : topic.read(read, StoredStream.class, stored -> stream(key, stored, read));
    }

    private static Consumer<Handler> stream(long key, StoredStream stored, ConsumerRecord<byte[], byte[]> read) {
        StreamRecord record = stored.record();
        return handler -> handler.written(key, record, stored.serial(), place(read));
    }

    private static Consumer<Handler> claim(long key, StoredClaim stored, ConsumerRecord<byte[], byte[]> read) {
        ReplicaId holder = new ReplicaId(stored.holder());
        if (stored.after() == null && read.timestamp() > stored.expires()) {
            return handler -> {};
        }
        long after = stored.after() == null ? read.offset() : stored.after();
        return handler -> handler.claimed(key, new Claim(stored.token(), holder, after), place(read));
    }

    private static Place place(ConsumerRecord<byte[], byte[]> read) {
        return new Place(read.offset(), read.timestamp());
    }

    /**
     * A claim as written to Kafka.
     *
     * @param token unique to this claim
     * @param holder the claiming replica
     * @param after the offset of the stream's newest record that the replica had read when it claimed, -1 if there was
     *     none; null in claims of the previous release
     * @param expires a time by Kafka's clock, in milliseconds: the previous release ignores claims that enter the log
     *     later, and all replicas must judge its claims in the same way
     */
    private record StoredClaim(String token, String holder, Long after, long expires) {

        private static final long NEVER = Long.MAX_VALUE;

        StoredClaim {
            if (token == null || holder == null) {
                throw new IllegalArgumentException("incomplete");
            }
        }

        StoredClaim(String token, String holder, long after) {
            this(token, holder, after, NEVER);
        }
    }
}
