package dev.fleetcast.history.api;

import java.nio.charset.StandardCharsets;

/**
 * Finds messages that may have events by their bytes: most have none, and decoding them only to learn that takes most of
 * the time of an answer.
 */
final class EventScan {

    private static final byte[] CODE = "event_code\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENTS = "events\"".getBytes(StandardCharsets.US_ASCII);

    private EventScan() {}

    /** False only if the message in JSON certainly has neither a code of its own nor an event in its list. */
    static boolean mayHaveEvents(byte[] message) {
        for (int at = 0; at < message.length; at++) {
            if (message[at] == 0 || (message[at] == '\\' && at + 1 < message.length && message[at + 1] == 'u')) {
                // Its names may be written with escapes, or in another encoding than UTF-8.
                return true;
            }
            if (message[at] == 'e'
                    && (startsWith(message, at, CODE)
                            || (startsWith(message, at, EVENTS) && !isEmptyList(message, at + EVENTS.length)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWith(byte[] message, int at, byte[] text) {
        if (at + text.length > message.length) {
            return false;
        }
        for (int i = 1; i < text.length; i++) {
            if (message[at + i] != text[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether {@code :[]} follows, with any space. */
    private static boolean isEmptyList(byte[] message, int from) {
        int at = from;
        for (char expected : new char[] {':', '[', ']'}) {
            while (at < message.length && message[at] >= 0 && message[at] <= ' ') {
                at++;
            }
            if (at == message.length || message[at] != expected) {
                return false;
            }
            at++;
        }
        return true;
    }
}
