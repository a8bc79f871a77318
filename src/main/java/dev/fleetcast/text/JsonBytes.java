package dev.fleetcast.text;

import dev.fleetcast.threading.ThreadSafe;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Inspects encoded JSON without parsing it. */
@ThreadSafe
public final class JsonBytes {

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long BACKSLASHES = ONES * '\\';

    private JsonBytes() {}

    /** Whether it is ASCII without escapes and without NUL, as most JSON is: its text then needs no further checks. */
    public static boolean isPlain(byte[] json) {
        int i = 0;
        // Eight bytes at a time; a zero byte or a backslash borrows its high bit.
        for (; i <= json.length - Long.BYTES; i += Long.BYTES) {
            long word = (long) WORDS.get(json, i);
            if (((word | (word - ONES) | ((word ^ BACKSLASHES) - ONES)) & HIGH_BITS) != 0) {
                return false;
            }
        }
        for (; i < json.length; i++) {
            if (json[i] <= 0 || json[i] == '\\') {
                return false;
            }
        }
        return true;
    }

    /** Whether it may contain the escape of a surrogate, such as {@code \ud83d}. */
    public static boolean mayEscapeSurrogates(byte[] json) {
        for (int i = 0; i < json.length - 2; i++) {
            if (json[i] == '\\' && json[i + 1] == 'u' && (json[i + 2] | 0x20) == 'd') {
                return true;
            }
        }
        return false;
    }

    /** Whether it contains a NUL, as UTF-16 and UTF-32 do; JSON in UTF-8 never does. */
    public static boolean hasNul(byte[] json) {
        for (byte value : json) {
            if (value == 0) {
                return true;
            }
        }
        return false;
    }
}
