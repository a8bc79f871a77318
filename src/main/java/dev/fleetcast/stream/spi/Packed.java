package dev.fleetcast.stream.spi;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A value in packed form: many are kept in memory, and few are ever read. Equal to another of its class that was packed
 * from the same parts in the same order. Immutable.
 */
abstract class Packed {

    private final byte[] packed;

    /** @param packed never modified */
    Packed(byte[] packed) {
        this.packed = packed;
    }

    /** The bytes that were written to {@code out}. */
    static byte[] written(ByteBuffer out) {
        return Arrays.copyOf(out.array(), out.position());
    }

    ByteBuffer unpack() {
        return ByteBuffer.wrap(packed);
    }

    /** The size in bytes. */
    public int size() {
        return packed.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Packed value && getClass() == other.getClass() && Arrays.equals(packed, value.packed);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(packed);
    }
}
