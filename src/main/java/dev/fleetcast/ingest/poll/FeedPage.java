package dev.fleetcast.ingest.poll;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A part of the feed.
 *
 * @param messages extended messages, UTF-8 JSON on one line each, in the order of the feed
 * @param cursor where the next page begins; Base64 and dots
 * @param more whether there are further messages already
 */
record FeedPage(List<byte[]> messages, String cursor, boolean more) {

    /** The page as one JSON object. */
    byte[] json() {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        json.writeBytes(ascii("{\"data\":["));
        for (int i = 0; i < messages.size(); i++) {
            if (i > 0) {
                json.write(',');
            }
            json.writeBytes(messages.get(i));
        }
        json.writeBytes(ascii("],\"meta\":" + meta() + "}"));
        return json.toByteArray();
    }

    /** The page as lines: a message each, and then {@code meta}. */
    byte[] lines() {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (byte[] message : messages) {
            lines.writeBytes(message);
            lines.write('\n');
        }
        lines.writeBytes(ascii("{\"meta\":" + meta() + "}\n"));
        return lines.toByteArray();
    }

    private String meta() {
        return "{\"cursor\":\"" + cursor + "\",\"more\":" + more + "}";
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
