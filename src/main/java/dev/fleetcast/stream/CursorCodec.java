package dev.fleetcast.stream;

import dev.fleetcast.access.SigningKeys;
import dev.fleetcast.telemetry.FeedPosition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes and reads the ids of events. An id is the URL-safe Base64 of: the stream's key (8 bytes), the number of changes,
 * the number of a {@link FeedMark}, the distance of each partition's next offset from that mark (zigzag variable-length
 * integers), and an authentication code over all that (8 bytes of HMAC-SHA-256). Any replica with the same keys reads what
 * another has written. Safe for use by any thread.
 */
@ApplicationScoped
class CursorCodec {

    /** Longer ones are refused by the contract, and by browsers' cross-origin rules before that. */
    static final int MAX_CHARS = 200;

    /** Up to this length a browser sends the id to another origin without asking first. */
    private static final int COMFORTABLE_CHARS = 128;

    private static final String PURPOSE = "stream cursors";
    private static final int MAC_BYTES = 8;
    /** Key, change and number at their longest, and the code. */
    private static final int FIXED_BYTES = Long.BYTES + 2 * Varints.LONGEST + MAC_BYTES;

    private final FeedMarks marks;
    private final List<CursorMac> macs;

    @Inject
    CursorCodec(SigningKeys keys, FeedMarks marks) {
        this(keys.secrets(PURPOSE), marks);
    }

    CursorCodec(List<byte[]> secrets, FeedMarks marks) {
        this.macs = secrets.stream().map(CursorMac::new).toList();
        this.marks = marks;
    }

    /** The id of an event after which the client has been given {@code position}; empty when it would be too long. */
    Optional<String> encode(long streamKey, int change, FeedPosition position) {
        String id = encode(streamKey, change, position, marks.newest());
        if (id.length() > COMFORTABLE_CHARS) {
            // Far behind, as in a replay: an older mark may be nearer.
            String other = encode(streamKey, change, position, marks.atOrBefore(position));
            id = other.length() < id.length() ? other : id;
        }
        return Optional.of(id).filter(fitting -> fitting.length() <= MAX_CHARS);
    }

    /** What {@code id} says; empty when it was not made by this deployment. */
    Optional<Cursor> decode(String id) {
        if (id.length() > MAX_CHARS) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(id.getBytes(StandardCharsets.ISO_8859_1));
            return text(bytes).equals(id) && isAuthentic(bytes) ? Optional.of(read(id, bytes)) : Optional.empty();
        } catch (IllegalArgumentException | BufferUnderflowException malformed) {
            return Optional.empty();
        }
    }

    private String encode(long streamKey, int change, FeedPosition position, Optional<FeedMark> mark) {
        ByteBuffer bytes = ByteBuffer.allocate(FIXED_BYTES
                + mark.map(FeedMark::position).map(FeedPosition::partitions).orElse(0) * Varints.LONGEST);
        bytes.putLong(streamKey);
        Varints.write(bytes, change);
        Varints.write(bytes, mark.map(FeedMark::number).orElse(0L));
        mark.ifPresent(near -> writeDistances(bytes, position, near));
        byte[] code = macs.get(0).of(bytes.array(), bytes.position(), marks.epoch());
        bytes.put(code, 0, MAC_BYTES);
        byte[] id = new byte[bytes.position()];
        bytes.flip().get(id);
        return text(id);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static void writeDistances(ByteBuffer bytes, FeedPosition position, FeedMark mark) {
        mark.position()
                .forEach((topic, partition, offset) ->
                        Varints.writeSigned(bytes, position.next(topic, partition) - offset));
    }

    private boolean isAuthentic(byte[] bytes) {
        int length = bytes.length - MAC_BYTES;
        if (length < Long.BYTES) {
            return false;
        }
        byte[] shown = new byte[MAC_BYTES];
        System.arraycopy(bytes, length, shown, 0, MAC_BYTES);
        return macs.stream().anyMatch(mac -> {
            byte[] code = new byte[MAC_BYTES];
            System.arraycopy(mac.of(bytes, length, marks.epoch()), 0, code, 0, MAC_BYTES);
            return MessageDigest.isEqual(shown, code);
        });
    }

    private Cursor read(String text, byte[] id) {
        ByteBuffer bytes = ByteBuffer.wrap(id, 0, id.length - MAC_BYTES);
        long streamKey = bytes.getLong();
        int change = Math.toIntExact(Varints.read(bytes));
        long number = Varints.read(bytes);
        return marks.byNumber(number)
                .map(mark -> new Cursor(text, streamKey, change, readPosition(bytes, mark), mark.at(), mark.topicIds()))
                .orElseGet(() -> new Cursor(text, streamKey, change, null, null, Map.of()));
    }

    private static FeedPosition readPosition(ByteBuffer bytes, FeedMark mark) {
        Map<String, long[]> offsets = mark.position().offsets();
        for (long[] ofTopic : offsets.values()) {
            for (int partition = 0; partition < ofTopic.length; partition++) {
                ofTopic[partition] += Varints.readSigned(bytes);
            }
        }
        return FeedPosition.of(offsets);
    }
}
