package dev.fleetcast.stream;

import dev.fleetcast.replica.ReplicaId;
import dev.fleetcast.stream.event.StreamId;
import dev.fleetcast.stream.event.Update;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.RecordOffset;
import dev.fleetcast.telemetry.UnitId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Creates updates; the number of each is its sequence number and its {@code seq_no}. */
public final class TestUpdates {

    static final Instant RECORD_TIME = Instant.parse("2026-02-16T12:00:00Z");

    private TestUpdates() {}

    /** A position without events. */
    public static Update position(long unit, long number) {
        return update(unit, "gps", false, number, "{\"seq_no\":" + number + "}");
    }

    /** A position that must not be discarded. */
    static Update notablePosition(long unit, long number) {
        return update(unit, "gps", true, number, "{\"seq_no\":" + number + ",\"events\":[[\"HARSH:BRAKING\"]]}");
    }

    /** A message of another type. */
    public static Update event(long unit, long number) {
        return update(unit, "event", true, number, "{\"seq_no\":" + number + "}");
    }

    /** A position that does not show where the unit is now: late, or not valid. */
    public static Update outdated(long unit, long number) {
        Update position = position(unit, number);
        return new Update(
                position.unit(), position.vehicleId(), "gps", position.extended(), number, RECORD_TIME, at(number));
    }

    static Update update(long unit, String type, boolean notable, long number, String json) {
        byte[] extended = json.getBytes(StandardCharsets.UTF_8);
        Update update = new Update(new UnitId(unit), unit + 1_000, type, extended, number, RECORD_TIME, at(number));
        if (notable) {
            update.asNotable();
        }
        return type.equals("gps") ? update.asCurrent() : update;
    }

    /** The feed position after that update. */
    static FeedPosition after(long number) {
        return FeedPosition.START.after(at(number));
    }

    /** An update as routed. */
    public static Update routed(Update update) {
        return update.reaching(FeedPosition.START.after(update.position()));
    }

    /** The id of a stream of an arbitrary replica. */
    public static StreamId streamId() {
        return StreamId.random(ReplicaId.random());
    }

    /** The position of update {@code number} in Kafka: its offset is its number. */
    public static RecordOffset at(long number) {
        return new RecordOffset("fleet.telemetry", 0, number);
    }
}
