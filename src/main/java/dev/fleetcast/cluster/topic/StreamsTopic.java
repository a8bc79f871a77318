package dev.fleetcast.cluster.topic;

import dev.fleetcast.replica.ReplicaId;
import dev.fleetcast.stream.spi.StreamRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * The format of records and claims in the streams topic: two keys per stream, so that neither compacts the other away.
 */
public final class StreamsTopic {

    private static final Logger LOG = Logger.getLogger(StreamsTopic.class);
    private static final String RECORD = "r:";
    private static final String CLAIM = "c:";

    private final ControlJson json;

    /**
     * A place in the log.
     *
     * @param at Kafka's time of it, in milliseconds; only determines when it is forgotten
     */
    public record Place(long offset, long at) {}

    /** Receives what is read. */
    public interface Handler {

        void written(long key, StreamRecord record, long serial, Place place);

        void claimed(long key, Claim claim, Place place);

        void removed(long key);
    }

    public StreamsTopic(ControlJson json) {
        this.json = json;
    }

    public static String recordKey(long key) {
        return RECORD + HexFormat.of().toHexDigits(key);
    }

    public static String claimKey(long key) {
        return CLAIM + HexFormat.of().toHexDigits(key);
    }

    public String value(StreamRecord record, long serial) {
        return json.text(StoredStream.of(record, serial));
    }

    public String value(Claim claim) {
        return json.text(new StoredClaim(claim.token(), claim.holder().value(), claim.after()));
    }

    /** Passes the decoded record to {@code handler}; unreadable records are skipped. */
    public void read(ConsumerRecord<byte[], byte[]> read, Handler handler) {
        Consumer<Handler> told;
        try {
            told = decode(read);
        } catch (IOException | IllegalArgumentException notOurs) {
            LOG.warnf("%s: skipped unreadable record at offset %d", read.topic(), (Object) read.offset());
            return;
        }
        told.accept(handler);
    }

    private Consumer<Handler> decode(ConsumerRecord<byte[], byte[]> read) throws IOException {
        String name = read.key() == null ? "" : new String(read.key(), StandardCharsets.UTF_8);
        if (name.startsWith(RECORD)) {
            return decodeRecord(key(name), read);
        }
        if (name.startsWith(CLAIM)) {
            return decodeClaim(key(name), read);
        }
        throw new IllegalArgumentException("neither record nor claim");
    }

    private Consumer<Handler> decodeRecord(long key, ConsumerRecord<byte[], byte[]> read) throws IOException {
        if (read.value() == null) {
            return handler -> handler.removed(key);
        }
        StoredStream stored = json.value(read.value(), StoredStream.class);
        StreamRecord record = stored.record();
        return handler -> handler.written(key, record, stored.serial(), place(read));
    }

    private Consumer<Handler> decodeClaim(long key, ConsumerRecord<byte[], byte[]> read) throws IOException {
        if (read.value() == null) {
            return handler -> {};
        }
        StoredClaim stored = json.value(read.value(), StoredClaim.class);
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

    private static long key(String name) {
        return HexFormat.fromHexDigitsToLong(name, 2, name.length());
    }
}
