package dev.fleetcast.kafka.consumer;

/**
 * The limits on the data a reader holds at a time, in bytes. Derived from the heap, because neither the sender nor the
 * broker limits the decompressed size of a record.
 *
 * @param record the maximum size of a value or key, decompressed
 * @param batch the maximum total size of a batch's values, decompressed; a single larger value forms a batch of its own
 * @param fetch the maximum size of a fetch from a broker, compressed
 */
public record ReadingLimits(int record, long batch, int fetch) {

    private static final int LEAST_RECORD = 64 << 10;
    private static final int LARGEST_RECORD = 16 << 20;
    private static final int LEAST_FETCH = 1 << 20;
    private static final int LARGEST_FETCH = 16 << 20;
    private static final int BATCH_SHARE = 32;
    private static final int FETCH_SHARE = 64;

    /** @throws IllegalArgumentException if {@code maxRecordSize} is out of bounds */
    public static ReadingLimits of(long maxRecordSize, long heap) {
        if (maxRecordSize < LEAST_RECORD || maxRecordSize > LARGEST_RECORD) {
            throw new IllegalArgumentException("fleetcast.kafka.max-record-size must be between 64K and 16M");
        }
        int fetch = (int) Math.max(LEAST_FETCH, Math.min(LARGEST_FETCH, heap / FETCH_SHARE));
        return new ReadingLimits((int) maxRecordSize, Math.max(LEAST_FETCH, heap / BATCH_SHARE), fetch);
    }
}
