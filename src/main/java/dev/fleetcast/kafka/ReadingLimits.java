package dev.fleetcast.kafka;

/**
 * How much of Kafka a reader holds at a time, in bytes: shares of the heap, because neither the sender nor the broker
 * promises how much a compressed record unpacks to.
 *
 * @param record the longest value or key that is read, unpacked
 * @param batch what the values of one batch come to at most, but for the last of them, unpacked
 * @param fetch what is asked of a broker at a time, compressed
 */
record ReadingLimits(int record, long batch, int fetch) {

    private static final int LEAST_RECORD = 64 << 10;
    private static final int LARGEST_RECORD = 16 << 20;
    private static final int LEAST_FETCH = 1 << 20;
    private static final int LARGEST_FETCH = 16 << 20;
    private static final int BATCH_SHARE = 32;
    private static final int FETCH_SHARE = 64;

    /** @throws IllegalArgumentException unless records of {@code maxRecordSize} bytes are possible */
    static ReadingLimits of(long maxRecordSize, long heap) {
        if (maxRecordSize < LEAST_RECORD || maxRecordSize > LARGEST_RECORD) {
            throw new IllegalArgumentException("fleetcast.kafka.max-record-size must be between 64K and 16M");
        }
        int fetch = (int) Math.max(LEAST_FETCH, Math.min(LARGEST_FETCH, heap / FETCH_SHARE));
        return new ReadingLimits((int) maxRecordSize, Math.max(LEAST_FETCH, heap / BATCH_SHARE), fetch);
    }
}
