package dev.fleetcast.channel.archive;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetcast.channel.log.EventText;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * A record of the receipts topic.
 *
 * @param channel the channel of the confirmed event
 * @param position the position of the confirmed event
 * @param status the device's comment, or null
 * @param at when, in milliseconds since the epoch
 */
record ArchivedReceipt(String channel, long position, String device, String status, long at) {

    /** Longer labels would not fit into the index. */
    private static final int MAX_DEVICE = 300;

    /** The JSON form. */
    private record Written(String channel, Long position, String device, String status, String at) {}

    /** Parses a record's value; empty if it is not a valid receipt. */
    static Optional<ArchivedReceipt> read(byte[] value, ObjectMapper json) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            Written receipt = json.readValue(value, Written.class);
            return isComplete(receipt)
                    ? Optional.of(new ArchivedReceipt(
                            receipt.channel(),
                            receipt.position(),
                            receipt.device(),
                            storable(receipt.status()),
                            Instant.parse(receipt.at()).toEpochMilli()))
                    : Optional.empty();
        } catch (IOException | DateTimeException | ArithmeticException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean isComplete(Written receipt) {
        return receipt != null
                && receipt.channel() != null
                && EventText.isOneLine(receipt.channel())
                && receipt.position() != null
                && receipt.at() != null
                && receipt.device() != null
                && receipt.device().length() <= MAX_DEVICE
                && EventText.isOneLine(receipt.device());
    }

    /** PostgreSQL cannot store NUL characters. */
    private static String storable(String text) {
        return text == null ? null : text.replace('\0', '\uFFFD');
    }
}
