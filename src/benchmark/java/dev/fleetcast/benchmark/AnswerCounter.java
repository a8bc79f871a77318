package dev.fleetcast.benchmark;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Counts the responses in the bytes of one connection, successful ones (2xx) and others. */
final class AnswerCounter {

    private static final String LENGTH = "\r\ncontent-length:";

    private byte[] pending = new byte[0];
    private long good;
    private long bad;

    /** Reads the next bytes, cut anywhere. */
    void take(byte[] bytes, int length) {
        byte[] all = Arrays.copyOf(pending, pending.length + length);
        System.arraycopy(bytes, 0, all, pending.length, length);
        int begin = 0;
        for (int end = end(all, begin); end >= 0; end = end(all, begin)) {
            // "HTTP/1.1 200": the class of the status is its tenth character.
            if (all[begin + 9] == '2') {
                good++;
            } else {
                bad++;
            }
            begin = end;
        }
        pending = Arrays.copyOfRange(all, begin, all.length);
    }

    long good() {
        return good;
    }

    long bad() {
        return bad;
    }

    /** The end of the response that begins there; -1 if it is incomplete. */
    private static int end(byte[] bytes, int begin) {
        int body = afterHead(bytes, begin);
        if (body < 0) {
            return -1;
        }
        String head = new String(bytes, begin, body - begin, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        int end = body + bodyLength(head);
        return end <= bytes.length ? end : -1;
    }

    private static int afterHead(byte[] bytes, int begin) {
        for (int i = begin + 3; i < bytes.length; i++) {
            if (bytes[i] == '\n' && bytes[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private static int bodyLength(String head) {
        int field = head.indexOf(LENGTH);
        if (field < 0) {
            return 0;
        }
        int value = field + LENGTH.length();
        return Integer.parseInt(head.substring(value, head.indexOf('\r', value)).strip());
    }
}
