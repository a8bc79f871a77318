package dev.fleetcast.stream.event;

import dev.fleetcast.replica.ReplicaId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The unguessable id of a stream; it is enough to answer the stream's pings.
 *
 * @param value the id of the replica that created the stream, random bits and, except for {@link #random}, the code of
 *     {@link StreamIds}; in URL-safe characters
 */
public record StreamId(String value) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_CHARS = 26;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{" + (ReplicaId.LENGTH + RANDOM_CHARS) + "}");

    /** An unguessable id without a code, so not valid for clients. */
    public static StreamId random(ReplicaId birthplace) {
        byte[] bytes = new byte[RANDOM_CHARS];
        RANDOM.nextBytes(bytes);
        String random = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return new StreamId(birthplace.value() + random.substring(0, RANDOM_CHARS));
    }

    /** Parses {@code text}; empty unless it has the form of a stream id. */
    public static Optional<StreamId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new StreamId(text)) : Optional.empty();
    }

    /** The replica that created the stream; it knows the stream until a record of it is written. */
    public ReplicaId birthplace() {
        return new ReplicaId(value.substring(0, ReplicaId.LENGTH));
    }

    /** Identifies the stream where its id must stay secret: in event ids and as a key in Kafka. */
    public long key() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    @Override
    public String toString() {
        return value.substring(0, 4) + "…";
    }
}
