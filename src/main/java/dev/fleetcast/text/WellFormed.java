package dev.fleetcast.text;

import dev.fleetcast.threading.ThreadSafe;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Checks that text is well-formed. JSON parsers and encoders differ in which malformed text they accept or silently
 * replace; all of them treat text that passes here in the same way.
 */
@ThreadSafe
public final class WellFormed {

    private static final int PIECE = 4_096;

    private WellFormed() {}

    /**
     * The end of valid UTF-8 in {@code bytes}, by the Unicode standard: without overlong forms or surrogates encoded as
     * three bytes each.
     *
     * @return the index of the first byte that begins no character; negative if all bytes are valid
     */
    public static int utf8End(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(Math.min(bytes.length + 1, PIECE));
        CoderResult result = CoderResult.OVERFLOW;
        while (result.isOverflow()) {
            out.clear();
            result = decoder.decode(in, out, true);
        }
        return result.isError() ? in.position() : -1;
    }

    /** Whether every surrogate in {@code text} is part of a pair. */
    public static boolean isWhole(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                boolean pair = i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
