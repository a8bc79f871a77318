package dev.fleetcast.device.key;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What makes an event the same as another one, as a SHA-256 in hexadecimal digits. With a {@code ts} it is the device,
 * the name, the {@code ts} and the data; without, what its publisher calls it; else its place in Kafka.
 */
public record EventKey(String hex) implements Comparable<EventKey> {

    static EventKey ofTs(String device, String name, EventTs ts, String data) {
        return hash("ts", device, name, ts.json(), hash(data).hex());
    }

    static EventKey ofEventId(String device, String eventId) {
        return hash("event_id", device, eventId);
    }

    static EventKey ofPlace(EventPlace place) {
        return hash("place", place.toString());
    }

    /** The key in these bytes. */
    public static EventKey of(byte[] bytes) {
        return new EventKey(HexFormat.of().formatHex(bytes));
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public int compareTo(EventKey other) {
        return hex.compareTo(other.hex);
    }

    /** Each part is preceded by its length, so that no two lists of parts are hashed alike. */
    private static EventKey hash(String... parts) {
        MessageDigest hash = sha256();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            hash.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            hash.update(bytes);
        }
        return of(hash.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
