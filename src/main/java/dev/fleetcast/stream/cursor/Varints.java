package dev.fleetcast.stream.cursor;

import java.nio.ByteBuffer;

/**
 * Variable-length integers: seven bits per byte, lowest first. Signed ones use zigzag encoding, so that small negative
 * numbers stay short as well. Same as in Protocol Buffers.
 */
public final class Varints {

    /** The maximum number of bytes. */
    public static final int LONGEST = 10;

    private Varints() {}

    public static void write(ByteBuffer bytes, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes.put((byte) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        bytes.put((byte) rest);
    }

    public static void writeSigned(ByteBuffer bytes, long value) {
        write(bytes, (value << 1) ^ (value >> 63));
    }

    /** @throws IllegalArgumentException for a number of more than 64 bits */
    public static long read(ByteBuffer bytes) {
        long value = 0;
        for (int i = 0; i < LONGEST; i++) {
            byte next = bytes.get();
            value |= (long) (next & 0x7F) << (7 * i);
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("number too long");
    }

    public static long readSigned(ByteBuffer bytes) {
        long folded = read(bytes);
        return (folded >>> 1) ^ -(folded & 1);
    }
}
