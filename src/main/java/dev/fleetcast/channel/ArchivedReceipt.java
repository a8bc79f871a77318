package dev.fleetcast.channel;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * A record of the receipts topic.
 *
 * @param channel of the event that is confirmed
 * @param position of that event
 * @param status what the device says of it, or null
 * @param at when, in milliseconds of the epoch
 */
record ArchivedReceipt(String channel, long position, String device, String status, long at) {

    /** Longer ones would not fit into the index. */
    private static final int MAX_DEVICE = 300;

    /** As it is written. */
    private record Written(String channel, Long position, String device, String status, String at) {}

    /** Empty when the value is no receipt. */
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

    /** PostgreSQL keeps no NUL. */
    private static String storable(String text) {
        return text == null ? null : text.replace('\0', '\uFFFD');
    }
}
