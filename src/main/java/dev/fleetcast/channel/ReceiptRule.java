package dev.fleetcast.channel;

/**
 * That an event must be confirmed by the devices it is for.
 *
 * @param timeoutMillis how long they have after its publication, and between two times it is sent
 * @param maxAttempts how often it is sent again to devices that have not confirmed it
 */
public record ReceiptRule(long timeoutMillis, int maxAttempts) {

    /** When the receipts of an event of that time are overdue, in milliseconds of the epoch. */
    long deadline(long publishedAt) {
        return publishedAt + timeoutMillis;
    }

    /** When an event of that time is not sent again any more. */
    long lastAttempt(long publishedAt) {
        return publishedAt + timeoutMillis * maxAttempts;
    }
}
