package dev.fleetcast.device.event.log;

import dev.fleetcast.access.token.SigningKeys;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The ids of events on streams: the point of the log after an event, as the next offset of each partition, and an
 * authentication code of eight bytes, both in URL-safe Base64. Every replica with the same keys reads the ids of the
 * others; those of another topic, also one of the same name, are not accepted.
 */
@ThreadSafe
@Singleton
public class EventCursors {

    /** The approximate length with the usual number of partitions. */
    static final int USUAL_LENGTH = 90;

    private static final int MAX_LENGTH = 1_024;
    private static final int MAX_PARTITIONS = 500;
    private static final int CODE_BYTES = 8;
    private static final int LONGEST_NUMBER = 10;
    private static final char SEPARATOR = '.';
    private static final String ALGORITHM = "HmacSHA256";

    private final List<SecretKeySpec> keys;
    private volatile byte[] topicId = new byte[0];

    @Inject
    EventCursors(SigningKeys keys) {
        this(keys.secrets("device event cursors"));
    }

    EventCursors(List<byte[]> secrets) {
        this.keys = secrets.stream()
                .map(secret -> new SecretKeySpec(secret, ALGORITHM))
                .toList();
    }

    /** The log is that of the topic with this id of Kafka's. */
    void areOf(String kafkasTopicId) {
        topicId = kafkasTopicId.getBytes(StandardCharsets.UTF_8);
    }

    public String text(Positions positions) {
        ByteBuffer bytes = ByteBuffer.allocate((positions.partitions() + 1) * LONGEST_NUMBER);
        writeNumber(bytes, positions.partitions());
        for (int i = 0; i < positions.partitions(); i++) {
            writeNumber(bytes, positions.next(i));
        }
        byte[] written = Arrays.copyOf(bytes.array(), bytes.position());
        return encode(written) + SEPARATOR + encode(code(keys.get(0), written));
    }

    /** The point of that id; empty if this deployment did not make it for this topic. */
    public Optional<Positions> read(String id) {
        int end = id.indexOf(SEPARATOR);
        if (end < 0 || id.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            byte[] written = Base64.getUrlDecoder().decode(id.substring(0, end));
            byte[] code = Base64.getUrlDecoder().decode(id.substring(end + 1));
            return keys.stream().anyMatch(key -> MessageDigest.isEqual(code(key, written), code))
                    ? Optional.of(positions(ByteBuffer.wrap(written)))
                    : Optional.empty();
        } catch (IllegalArgumentException | BufferUnderflowException malformed) {
            return Optional.empty();
        }
    }

    private static Positions positions(ByteBuffer bytes) {
        int partitions = (int) Math.min(MAX_PARTITIONS, readNumber(bytes));
        long[] next = new long[partitions];
        for (int i = 0; i < partitions; i++) {
            next[i] = readNumber(bytes);
        }
        return Positions.of(next);
    }

    private byte[] code(SecretKeySpec key, byte[] written) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(topicId);
            mac.update((byte) 0);
            return Arrays.copyOf(mac.doFinal(written), CODE_BYTES);
        } catch (GeneralSecurityException unsupported) {
            throw new IllegalStateException(unsupported);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static void writeNumber(ByteBuffer bytes, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes.put((byte) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        bytes.put((byte) rest);
    }

    private static long readNumber(ByteBuffer bytes) {
        long value = 0;
        for (int i = 0; i < LONGEST_NUMBER; i++) {
            byte next = bytes.get();
            value |= (long) (next & 0x7F) << (7 * i);
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("number too long");
    }
}
