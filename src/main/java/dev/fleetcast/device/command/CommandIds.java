package dev.fleetcast.device.command;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The ids of commands: UUIDs of version 7 (RFC 9562), which contain the time of issue. An id that is no longer known is
 * therefore known to be an old one.
 */
public final class CommandIds {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private CommandIds() {}

    /** A new id, for a command issued now. */
    public static String next(Instant now) {
        long high = now.toEpochMilli() << 16 | VERSION | RANDOM.nextLong() & 0x0fffL;
        long low = RANDOM.nextLong() & 0x3fff_ffff_ffff_ffffL | VARIANT;
        return new UUID(high, low).toString();
    }

    /** When the command with that id was issued; empty if the text is no id in its usual form. */
    public static Optional<Instant> issuedAt(String id) {
        return parse(id).map(uuid -> Instant.ofEpochMilli(uuid.getMostSignificantBits() >>> 16));
    }

    /** The id as a UUID; empty if the text is no id in its usual form. */
    public static Optional<UUID> parse(String id) {
        try {
            UUID uuid = UUID.fromString(id);
            return uuid.version() == 7 && uuid.toString().equals(id) ? Optional.of(uuid) : Optional.empty();
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
    }
}
