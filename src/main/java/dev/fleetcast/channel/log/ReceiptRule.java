package dev.fleetcast.channel.log;

/**
 * Requires the devices of a channel to confirm an event.
 *
 * @param timeoutMillis how long they have after publication, and the time between redeliveries
 * @param maxAttempts how often the event is redelivered to devices that have not confirmed it
 */
public record ReceiptRule(long timeoutMillis, int maxAttempts) {

    /** When receipts become overdue, in milliseconds since the epoch. */
    public long deadline(long publishedAt) {
        return publishedAt + timeoutMillis;
    }

    /** When redelivery ends, in milliseconds since the epoch. */
    public long lastAttempt(long publishedAt) {
        return publishedAt + timeoutMillis * maxAttempts;
    }
}
