package dev.fleetcast.ingest.poll;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/**
 * A part of the feed.
 *
 * @param messages extended messages, UTF-8 JSON on one line each, in the order of the feed; read as they are written
 * @param cursor where the next page begins; Base64 and dots
 * @param more whether there are further messages already
 */
record FeedPage(Iterable<byte[]> messages, String cursor, boolean more) {

    boolean isEmpty() {
        return !messages.iterator().hasNext();
    }

    /** Writes the page as one JSON object. */
    void writeJson(OutputStream out) throws IOException {
        out.write(ascii("{\"data\":["));
        for (Iterator<byte[]> each = messages.iterator(); each.hasNext(); ) {
            out.write(each.next());
            if (each.hasNext()) {
                out.write(',');
            }
        }
        out.write(ascii("],\"meta\":" + meta() + "}"));
    }

    /** Writes the page as lines: a message each, and then {@code meta}. */
    void writeLines(OutputStream out) throws IOException {
        for (byte[] message : messages) {
            out.write(message);
            out.write('\n');
        }
        out.write(ascii("{\"meta\":" + meta() + "}\n"));
    }

    private String meta() {
        return "{\"cursor\":\"" + cursor + "\",\"more\":" + more + "}";
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
