package dev.fleetcast.cluster;

import dev.fleetcast.stream.ReplicaId;
import dev.fleetcast.stream.StreamRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** How records and claims stand in the streams topic: two keys per stream, so that neither compacts the other away. */
final class StreamsTopic {

    private static final Logger LOG = Logger.getLogger(StreamsTopic.class);
    private static final String RECORD = "r:";
    private static final String CLAIM = "c:";

    private final ControlJson json;

    /** What is read. */
    interface Handler {

        void written(long key, StreamRecord record, long serial, long at);

        void claimed(long key, String token, ReplicaId holder, long at);

        void removed(long key);
    }

    StreamsTopic(ControlJson json) {
        this.json = json;
    }

    static String recordKey(long key) {
        return RECORD + HexFormat.of().toHexDigits(key);
    }

    static String claimKey(long key) {
        return CLAIM + HexFormat.of().toHexDigits(key);
    }

    String value(StreamRecord record, long serial) {
        return json.text(StoredStream.of(record, serial));
    }

    String value(String token, ReplicaId holder, long expires) {
        return json.text(new StoredClaim(token, holder.value(), expires));
    }

    /** Passes on what {@code read} says; nothing if it cannot be understood. */
    void read(ConsumerRecord<byte[], byte[]> read, Handler handler) {
        Consumer<Handler> told;
        try {
            told = decode(read);
        } catch (IOException | IllegalArgumentException notOurs) {
            LOG.warnf("%s: record %d cannot be read", read.topic(), (Object) read.offset());
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
        return handler -> handler.written(key, record, stored.serial(), read.timestamp());
    }

    private Consumer<Handler> decodeClaim(long key, ConsumerRecord<byte[], byte[]> read) throws IOException {
        if (read.value() == null) {
            return handler -> {};
        }
        StoredClaim claim = json.value(read.value(), StoredClaim.class);
        ReplicaId holder = new ReplicaId(claim.holder());
        if (read.timestamp() > claim.expires()) {
            return handler -> {};
        }
        return handler -> handler.claimed(key, claim.token(), holder, read.timestamp());
    }

    private static long key(String name) {
        return HexFormat.fromHexDigitsToLong(name, 2, name.length());
    }
}
