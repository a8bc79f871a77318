package dev.fleetcast.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Tells text from what only looks like it. JSON parsers and encoders differ in what they let pass, or replace without a
 * word; what passes here, all of them read and write alike. Safe for use by any thread.
 */
public final class WellFormed {

    private static final int PIECE = 4_096;

    private WellFormed() {}

    /**
     * Where {@code bytes} cease to be UTF-8 as the Unicode standard has it: without overlong forms, and without surrogates in
     * three bytes each.
     *
     * @return the index of the first byte that begins no character; negative when there is none
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

    /** Whether {@code text} has whole characters only: each surrogate is one of a pair. */
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
