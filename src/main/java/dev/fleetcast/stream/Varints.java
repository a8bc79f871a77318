package dev.fleetcast.stream;

import java.nio.ByteBuffer;

/**
 * Integers in as few bytes as they need, seven bits in each, the lowest first; signed ones are folded (zigzag) so that small
 * negative ones stay short too. The encoding of Protocol Buffers.
 */
final class Varints {

    /** Bytes of the longest. */
    static final int LONGEST = 10;

    private Varints() {}

    static void write(ByteBuffer bytes, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes.put((byte) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        bytes.put((byte) rest);
    }

    static void writeSigned(ByteBuffer bytes, long value) {
        write(bytes, (value << 1) ^ (value >> 63));
    }

    /** @throws IllegalArgumentException for a number of more than 64 bits */
    static long read(ByteBuffer bytes) {
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

    static long readSigned(ByteBuffer bytes) {
        long folded = read(bytes);
        return (folded >>> 1) ^ -(folded & 1);
    }
}
