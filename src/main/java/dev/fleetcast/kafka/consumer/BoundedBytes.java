package dev.fleetcast.kafka.consumer;

import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Deserializes raw bytes within limits: a value longer than the record limit becomes null, see {@link Unread}; records
 * beyond the batch limit are left to the next batch. For the polling thread.
 */
final class BoundedBytes implements Deserializer<byte[]> {

    private final int longest;
    private final long batch;
    private long taken;

    /**
     * @param longest the record limit in bytes; longer values become null
     * @param batch the batch limit in bytes; further records are left to the next batch
     */
    BoundedBytes(int longest, long batch) {
        this.longest = longest;
        this.batch = batch;
    }

    /** Starts the next batch. */
    void beginBatch() {
        taken = 0;
    }

    @Override
    public byte[] deserialize(String topic, byte[] data) {
        return data == null ? null : deserialize(topic, null, ByteBuffer.wrap(data));
    }

    @Override
    public byte[] deserialize(String topic, Headers headers, ByteBuffer data) {
        if (data == null || data.remaining() > longest) {
            return null;
        }
        if (taken > 0 && taken + data.remaining() > batch) {
            // The consumer returns the records it has, and presents this record again with the next batch.
            throw new SerializationException("Left to the next batch");
        }
        taken += data.remaining();
        byte[] bytes = new byte[data.remaining()];
        data.duplicate().get(bytes);
        return bytes;
    }
}
