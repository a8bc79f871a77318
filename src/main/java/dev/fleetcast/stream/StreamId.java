package dev.fleetcast.stream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The unguessable name of a stream; whoever knows it may answer its pings.
 *
 * @param value the id of the replica the stream was born on, random bits and, since there is one, the code of {@link StreamIds};
 *     in URL-safe characters
 */
public record StreamId(String value) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_CHARS = 26;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{" + (ReplicaId.LENGTH + RANDOM_CHARS) + "}");

    /** Without a code, and so no id for a client; unguessable. */
    static StreamId random(ReplicaId birthplace) {
        byte[] bytes = new byte[RANDOM_CHARS];
        RANDOM.nextBytes(bytes);
        String random = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return new StreamId(birthplace.value() + random.substring(0, RANDOM_CHARS));
    }

    /** The id {@code text} could be; empty for anything that was never made here. */
    public static Optional<StreamId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new StreamId(text)) : Optional.empty();
    }

    /** Where the stream was born: that replica knows it until somebody has written it down. */
    public ReplicaId birthplace() {
        return new ReplicaId(value.substring(0, ReplicaId.LENGTH));
    }

    /** Names the stream where its id must not be shown: in event ids, as a key in Kafka. */
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
