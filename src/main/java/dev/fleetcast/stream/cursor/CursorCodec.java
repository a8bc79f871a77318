package dev.fleetcast.stream.cursor;

import dev.fleetcast.access.token.SigningKeys;
import dev.fleetcast.telemetry.FeedLog;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Encodes and decodes event ids. An id has three parts, separated by dots and encoded as URL-safe Base64: the stream's
 * key (8 bytes) and its number of changes; the number of a {@link FeedMark} and the distance of each partition's next
 * offset from that mark (zigzag variable-length integers); an authentication code over both (8 bytes, see
 * {@link CursorMac}). The first part is constant per stream and the second is shared by all streams, so neither is
 * encoded again for each event of each stream. Any replica with the same keys can read the ids of the others.
 */
@ThreadSafe
@Singleton
public class CursorCodec {

    /** The contract refuses longer ids; browsers' cross-origin rules have a lower limit still. */
    public static final int MAX_CHARS = 200;
    /** Separates the parts. */
    public static final char SEPARATOR = '.';

    /**
     * With a longer position part, an id would exceed the length that browsers send cross-origin without a preflight
     * request.
     */
    private static final int COMFORTABLE_CHARS = 128 - 30;

    private static final String PURPOSE = "stream cursors";

    private final FeedMarks marks;
    private final List<CursorMac> macs;

    public @Inject CursorCodec(SigningKeys keys, FeedMarks marks) {
        this(keys.secrets(PURPOSE), marks);
    }

    public CursorCodec(List<byte[]> secrets, FeedMarks marks) {
        this.macs = secrets.stream().map(CursorMac::new).toList();
        this.marks = marks;
    }

    /** The part for a stream after {@code change} subscriptions were reported as ready. */
    public byte[] streamPart(long streamKey, int change) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + Varints.LONGEST).putLong(streamKey);
        Varints.write(bytes, change);
        return text(bytes);
    }

    /** The part for an event after which the client has been given {@code position}. */
    public DeliveredPosition.Part part(FeedPosition position) {
        DeliveredPosition.Part part = part(position, marks.newest());
        if (part.text().length > COMFORTABLE_CHARS) {
            // Far behind, as in a backfill: an older mark may be closer.
            DeliveredPosition.Part other = part(position, marks.atOrBefore(position));
            return other.text().length < part.text().length ? other : part;
        }
        return part;
    }

    /** The authentication code of an id with these parts. */
    public long code(long streamKey, int change, DeliveredPosition.Part part) {
        return macs.get(0).code(streamKey, change, part.digest());
    }

    /** Decodes {@code id}; empty when this deployment did not create it. */
    public Optional<Cursor> decode(String id) {
        String[] parts = id.length() > MAX_CHARS ? new String[0] : id.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            return read(id, parts);
        } catch (IllegalArgumentException | ArithmeticException | BufferUnderflowException malformed) {
            return Optional.empty();
        }
    }

    private DeliveredPosition.Part part(FeedPosition position, Optional<FeedMark> mark) {
        ByteBuffer bytes = ByteBuffer.allocate(Varints.LONGEST
                + mark.map(FeedMark::position).map(FeedPosition::partitions).orElse(0) * Varints.LONGEST);
        Varints.write(bytes, mark.map(FeedMark::number).orElse(0L));
        mark.ifPresent(near -> writeDistances(bytes, position, near));
        byte[] text = text(bytes);
        return new DeliveredPosition.Part(text, macs.get(0).digest(text, marks.epoch()));
    }

    private static void writeDistances(ByteBuffer bytes, FeedPosition position, FeedMark mark) {
        mark.position()
                .forEach((topic, partition, offset) ->
                        Varints.writeSigned(bytes, position.next(topic, partition) - offset));
    }

    private static byte[] text(ByteBuffer bytes) {
        byte[] written = new byte[bytes.position()];
        bytes.flip().get(written);
        return Base64.getUrlEncoder().withoutPadding().encode(written);
    }

    /** @throws IllegalArgumentException unless it is exactly what {@link #text} produces: each id has a single form */
    private static ByteBuffer bytes(String text) {
        byte[] bytes = Base64.getUrlDecoder().decode(text.getBytes(StandardCharsets.ISO_8859_1));
        if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text)) {
            throw new IllegalArgumentException("not in canonical form");
        }
        return ByteBuffer.wrap(bytes);
    }

    private Optional<Cursor> read(String id, String[] parts) {
        ByteBuffer stream = bytes(parts[0]);
        long streamKey = stream.getLong();
        int change = Math.toIntExact(Varints.read(stream));
        ByteBuffer code = bytes(parts[2]);
        byte[] position = parts[1].getBytes(StandardCharsets.ISO_8859_1);
        boolean authentic = code.remaining() == Long.BYTES
                && Arrays.equals(streamPart(streamKey, change), parts[0].getBytes(StandardCharsets.ISO_8859_1))
                && isAuthentic(code.getLong(), streamKey, change, position);
        return authentic ? Optional.of(cursor(id, streamKey, change, bytes(parts[1]))) : Optional.empty();
    }

    private boolean isAuthentic(long code, long streamKey, int change, byte[] position) {
        // Comparing two longs takes constant time.
        return macs.stream().anyMatch(mac -> mac.code(streamKey, change, mac.digest(position, marks.epoch())) == code);
    }

    private Cursor cursor(String id, long streamKey, int change, ByteBuffer position) {
        return marks.byNumber(Varints.read(position))
                .map(mark -> new Cursor(id, streamKey, change, position(position, mark), mark.at(), mark.log()))
                .orElseGet(() -> new Cursor(id, streamKey, change, null, null, FeedLog.UNKNOWN));
    }

    private static FeedPosition position(ByteBuffer distances, FeedMark mark) {
        Map<String, long[]> offsets = mark.position().offsets();
        for (long[] ofTopic : offsets.values()) {
            for (int partition = 0; partition < ofTopic.length; partition++) {
                ofTopic[partition] += Varints.readSigned(distances);
            }
        }
        return FeedPosition.of(offsets);
    }

    /**
     * The part of the feed that a client has been given with an event. Its id part is computed on first use and shared by
     * all streams; otherwise a broadcast to thousands would pay for an HMAC and its garbage thousands of times.
     */
    public static final class DeliveredPosition {

        /**
         * The part of an event id that encodes the client's position in the feed; the same for every stream.
         *
         * @param text the encoded part
         * @param digest a keyed digest of it, the input of the whole id's authentication code
         */
        public record Part(byte[] text, byte[] digest) {}

        private final FeedPosition position;
        // Two event loops may compute a missing part at the same time; either result is valid.
        private Part part;

        public DeliveredPosition(FeedPosition position) {
            this.position = position;
        }

        public FeedPosition position() {
            return position;
        }

        public Part part(CursorCodec codec) {
            Part made = part;
            if (made == null) {
                made = codec.part(position);
                part = made;
            }
            return made;
        }
    }
}
