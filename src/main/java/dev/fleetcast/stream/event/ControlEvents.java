package dev.fleetcast.stream.event;

import dev.fleetcast.telemetry.UnitId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The frames of events that are not telemetry. Their values are numbers and constants, so they need no escaping and
 * contain no client input; only those of notices are JSON from elsewhere.
 */
public final class ControlEvents {

    /** The end of an event without data: browsers store its id and dispatch nothing. */
    public static final byte[] NOTHING = "\n".getBytes(StandardCharsets.US_ASCII);

    static final byte[] PING = frame("{\"type\":\"ping\"}");

    private ControlEvents() {}

    /**
     * The first event, with the outcome of a reconnect, or null for a new stream. Its {@code retry:} of one to five
     * seconds spreads reconnects.
     */
    public static byte[] streamId(StreamId id, Boolean resumedOrNot) {
        String resumed = resumedOrNot == null ? "" : ",\"resumed\":" + resumedOrNot;
        return frame(
                ThreadLocalRandom.current().nextLong(1_000, 5_001),
                "{\"type\":\"stream_id\",\"stream_id\":\"" + id.value() + '"' + resumed + '}');
    }

    public static byte[] ready(UnitId unit) {
        return frame("{\"type\":\"ready\",\"unit_id\":" + unit + '}');
    }

    public static byte[] unknownCursor() {
        return frame("{\"type\":\"gap\",\"reason\":\"unknown_cursor\"}");
    }

    /** @param missed the number of messages, or null if unknown */
    public static byte[] gap(GapReason reason, UnitId unit, Integer missed) {
        String count = missed == null ? "" : ",\"missed\":" + missed;
        return frame("{\"type\":\"gap\",\"reason\":\"" + reason.word() + "\",\"unit_id\":" + unit + count + '}');
    }

    public static byte[] degraded(Instant since) {
        return frame("{\"type\":\"degraded\",\"since\":\"" + since.truncatedTo(ChronoUnit.MILLIS) + "\"}");
    }

    public static byte[] recovered(Instant since) {
        return frame("{\"type\":\"recovered\",\"since\":\"" + since.truncatedTo(ChronoUnit.MILLIS) + "\"}");
    }

    public static byte[] unsubscribed(UnitId unit, UnsubscribeReason reason) {
        return frame("{\"type\":\"unsubscribed\",\"unit_id\":" + unit + ",\"reason\":\"" + reason.word() + "\"}");
    }

    /** The unit is in the stream's area now; it has no last known message. */
    public static byte[] enter(UnitId unit) {
        return frame("{\"type\":\"enter\",\"unit_id\":" + unit + '}');
    }

    /** The unit is no longer in the stream's area. */
    public static byte[] leave(UnitId unit, UnsubscribeReason reason) {
        return frame("{\"type\":\"leave\",\"unit_id\":" + unit + ",\"reason\":\"" + reason.word() + "\"}");
    }

    /** @param units how many units are in the stream's area, of which it follows at most {@code maxUnits} */
    public static byte[] areaLimit(int units, int maxUnits) {
        return frame("{\"type\":\"area_limit\",\"units\":" + units + ",\"max_units\":" + maxUnits + '}');
    }

    public static byte[] of(UnitNotice notice) {
        return frame(notice.event());
    }

    public static byte[] bye(ByeReason bye) {
        long retry = bye.retryMillis();
        return frame(
                retry,
                "{\"type\":\"bye\",\"reason\":\"" + bye.reason() + "\",\"reconnect\":" + bye.reconnect()
                        + ",\"retry_ms\":" + retry + '}');
    }

    private static byte[] frame(long retryMillis, String json) {
        return ("retry: " + retryMillis + "\ndata: " + json + "\n\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] frame(String json) {
        return ("data: " + json + "\n\n").getBytes(StandardCharsets.UTF_8);
    }
}
