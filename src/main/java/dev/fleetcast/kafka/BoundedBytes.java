package dev.fleetcast.kafka;

import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Takes bytes as they are, within bounds: what is longer than a record may be becomes null, see {@link Unread}, and when a
 * batch has become long enough the rest is left to the next one. For the thread that polls.
 */
final class BoundedBytes implements Deserializer<byte[]> {

    private final int longest;
    private final long batch;
    private long taken;

    /**
     * @param longest in bytes; what is longer becomes null
     * @param batch in bytes; beyond it nothing is taken until the next batch
     */
    BoundedBytes(int longest, long batch) {
        this.longest = longest;
        this.batch = batch;
    }

    /** The next batch begins. */
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
            // The consumer hands out what it has, and asks about this record again with the next batch.
            throw new SerializationException("left to the next batch");
        }
        taken += data.remaining();
        byte[] bytes = new byte[data.remaining()];
        data.duplicate().get(bytes);
        return bytes;
    }
}
