package dev.fleetcast.history.stored;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Messages of a unit and hour in one piece. First come the numbers of all messages, as differences, then their contents:
 * what is alike stands together.
 */
public final class Chunk {

    private Chunk() {}

    /** @param messages in their order */
    public static byte[] write(Instant hour, List<StoredMessage> messages) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        number(out, messages.size());
        long at = hour.toEpochMilli();
        long offset = 0;
        long placement = 0;
        for (StoredMessage message : messages) {
            number(out, message.filedAt().toEpochMilli() - at);
            number(out, message.feed());
            number(out, message.offset() - offset);
            number(out, message.placement() - placement);
            number(out, message.content().length);
            at = message.filedAt().toEpochMilli();
            offset = message.offset();
            placement = message.placement();
        }
        messages.forEach(message -> out.writeBytes(message.content()));
        return MessageCodec.compressChunk(out.toByteArray());
    }

    /**
     * Reads all messages.
     *
     * @throws IllegalArgumentException if it was not written by this class
     */
    public static List<StoredMessage> read(Instant hour, byte[] chunk, MessageCodec codec) {
        return read(hour, chunk, codec, any -> true);
    }

    /**
     * Reads the messages filed under these times, and skips the others without copying them.
     *
     * @throws IllegalArgumentException if it was not written by this class
     */
    static List<StoredMessage> read(Instant hour, byte[] chunk, MessageCodec codec, Predicate<Instant> times) {
        ByteBuffer in = ByteBuffer.wrap(codec.read(chunk));
        int count = (int) number(in);
        List<StoredMessage> messages = new ArrayList<>();
        int[] starts = new int[count];
        int start = 0;
        long at = hour.toEpochMilli();
        long offset = 0;
        long placement = 0;
        for (int i = 0; i < count; i++) {
            at += number(in);
            int feed = (int) number(in);
            offset += number(in);
            placement += number(in);
            int length = (int) number(in);
            Instant filedAt = Instant.ofEpochMilli(at);
            if (times.test(filedAt)) {
                starts[messages.size()] = start;
                messages.add(new StoredMessage(filedAt, feed, offset, placement, new byte[length]));
            }
            start += length;
        }
        int contents = in.position();
        for (int i = 0; i < messages.size(); i++) {
            in.get(contents + starts[i], messages.get(i).content());
        }
        return messages;
    }

    /** Writes seven bits per byte; small numbers of either sign are short. */
    private static void number(ByteArrayOutputStream out, long value) {
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private static long number(ByteBuffer in) {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            next = in.get();
            value |= (next & 0x7FL) << shift;
            shift += 7;
        } while (next < 0);
        return (value >>> 1) ^ -(value & 1);
    }
}
