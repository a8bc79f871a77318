package dev.fleetcast.benchmark;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/** A valid position message whose times are written into a template; for one thread. */
final class FeedMessage {

    private static final String STAMP = "0".repeat(StampReader.DIGITS);
    private static final String TIME = "2026-01-01T00:00:00.000Z";
    private static final String LATITUDE = "30.26715";
    private static final String LONGITUDE = "-97.74306";
    private static final String TEMPLATE = """
            {"message_ver":1,"message_type":"gps","mark":"%c","sent_ns":"%s",\
            "device":{"type":"fmb920"},"gps":{"timestamp":"%s","latitude":%s,"longitude":%s,\
            "speed":42.5}}""".formatted(MarkScan.MARK, STAMP, TIME, LATITUDE, LONGITUDE);

    private final byte[] template = TEMPLATE.getBytes(StandardCharsets.US_ASCII);
    private final int stampAt = TEMPLATE.indexOf(STAMP);
    private final int timeAt = TEMPLATE.indexOf(TIME);
    private final int latitudeAt = TEMPLATE.indexOf(LATITUDE);
    private final int longitudeAt = TEMPLATE.indexOf(LONGITUDE);
    private final Map<Integer, Place> places = new HashMap<>();
    private long timeMillis;

    /** A message of the unit that was due at that {@link System#nanoTime()}. */
    byte[] dueAt(long nanos, int unit) {
        writeTime();
        Place place = places.computeIfAbsent(unit, Place::of);
        write(place.latitude(), latitudeAt);
        write(place.longitude(), longitudeAt);
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
            write(ascii(withMillis), timeAt);
        }
    }

    private void write(byte[] text, int at) {
        System.arraycopy(text, 0, template, at, text.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private record Place(byte[] latitude, byte[] longitude) {

        static Place of(int unit) {
            return new Place(ascii(Places.latitude(unit)), ascii(Places.longitude(unit)));
        }
    }
}
