package dev.fleetcast.benchmark;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A valid position message whose times are written into a template; for one thread. */
final class FeedMessage {

    private static final String STAMP = "0".repeat(StampReader.DIGITS);
    private static final String TIME = "2026-01-01T00:00:00.000Z";
    private static final String TEMPLATE = """
            {"message_ver":1,"message_type":"gps","mark":"%c","sent_ns":"%s",\
            "device":{"type":"fmb920"},"gps":{"timestamp":"%s","latitude":30.26715,"longitude":-97.74306,\
            "speed":42.5}}""".formatted(MarkScan.MARK, STAMP, TIME);

    private final byte[] template = TEMPLATE.getBytes(StandardCharsets.US_ASCII);
    private final int stampAt = TEMPLATE.indexOf(STAMP);
    private final int timeAt = TEMPLATE.indexOf(TIME);
    private long timeMillis;

    /** A message that was due at that {@link System#nanoTime()}. */
    byte[] dueAt(long nanos) {
        writeTime();
        byte[] message = template.clone();
        long rest = nanos;
        for (int digit = stampAt + StampReader.DIGITS - 1; digit >= stampAt; digit--) {
            message[digit] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return message;
    }

    private void writeTime() {
        long millis = System.currentTimeMillis();
        if (millis != timeMillis) {
            timeMillis = millis;
            // Always three digits for the fraction; Instant leaves zeros out.
            String text =
                    Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
            String withMillis = text.substring(0, text.length() - 1) + ".%03dZ".formatted(millis % 1_000);
            System.arraycopy(withMillis.getBytes(StandardCharsets.US_ASCII), 0, template, timeAt, TIME.length());
        }
    }
}
