package dev.fleetcast.stream;

import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.telemetry.Update;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Makes updates: the number of each is its sequence number and its {@code seq_no}. */
final class TestUpdates {

    static final Instant RECORD_TIME = Instant.parse("2026-02-16T12:00:00Z");

    private TestUpdates() {}

    /** A position without events. */
    static Update position(long unit, long number) {
        return update(unit, "gps", false, number, "{\"seq_no\":" + number + "}");
    }

    /** A position nobody may be spared. */
    static Update notablePosition(long unit, long number) {
        return update(unit, "gps", true, number, "{\"seq_no\":" + number + ",\"events\":[[\"HARSH:BRAKING\"]]}");
    }

    /** A message of another type. */
    static Update event(long unit, long number) {
        return update(unit, "event", true, number, "{\"seq_no\":" + number + "}");
    }

    static Update update(long unit, String type, boolean notable, long number, String json) {
        byte[] extended = json.getBytes(StandardCharsets.UTF_8);
        return new Update(new UnitId(unit), unit + 1_000, type, notable, extended, number, RECORD_TIME);
    }
}
