package dev.fleetcast.benchmark;

import java.nio.ByteBuffer;
import java.util.function.LongConsumer;

/** Finds the due time of each event of one stream: the first 19 digits after its mark. */
final class StampReader {

    /** Digits of a time in nanoseconds. */
    static final int DIGITS = 19;

    private int missing;
    private long value;

    /**
     * Reads the bytes between the buffer's start and {@code end}; an event may be split anywhere.
     *
     * @return the number of marks
     */
    int read(ByteBuffer buffer, int end, LongConsumer stamps) {
        int marks = 0;
        for (int at = 0; at < end; at++) {
            byte next = buffer.get(at);
            if (next == MarkScan.MARK) {
                marks++;
                missing = DIGITS;
                value = 0;
            } else if (missing > 0 && next >= '0' && next <= '9') {
                value = value * 10 + (next - '0');
                if (--missing == 0) {
                    stamps.accept(value);
                }
            }
        }
        return marks;
    }
}
