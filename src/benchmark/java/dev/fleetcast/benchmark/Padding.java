package dev.fleetcast.benchmark;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Pads JSON objects to one length, with a meaningless last field. */
final class Padding {

    private static final byte[] BEGIN = ",\"filler\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final int END = 2;

    private final int bytes;

    Padding(int bytes) {
        this.bytes = bytes;
    }

    /** The padded object; unchanged if there is no room for a field. */
    byte[] pad(byte[] object) {
        int brace = object.length - 1;
        if (brace + BEGIN.length + END > bytes) {
            return object;
        }
        byte[] padded = Arrays.copyOf(object, bytes);
        System.arraycopy(BEGIN, 0, padded, brace, BEGIN.length);
        Arrays.fill(padded, brace + BEGIN.length, bytes - END, (byte) 'x');
        padded[bytes - 2] = '"';
        padded[bytes - 1] = '}';
        return padded;
    }
}
