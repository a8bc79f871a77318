package dev.fleetcast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.fleet.TestFleet;
import dev.fleetcast.ingest.record.TripFields;
import dev.fleetcast.stream.event.Update;
import dev.fleetcast.telemetry.GeoPoint;
import dev.fleetcast.telemetry.LastKnownPositions;
import dev.fleetcast.telemetry.LastKnownPositions.LastKnown;
import dev.fleetcast.telemetry.LastKnownPositions.PositionReport;
import dev.fleetcast.telemetry.RecordOffset;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.testing.TestMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LastKnownLookupTest {

    private static final UnitId UNIT = new UnitId(1);
    private static final UnitId UNIT_IN_VEHICLE = new UnitId(2);
    private static final Instant NOON = Instant.parse("2026-02-16T12:00:00Z");

    private final LastKnownPositions positions = new LastKnownPositions();
    private final AtomicLong nanoTime = new AtomicLong();
    private final AtomicInteger made = new AtomicInteger();
    private final TripFields trips =
            (message, unit, timeliness, recordTime) -> message.tree().put("made", made.incrementAndGet());
    private final LastKnownLookup lookup = new LastKnownLookup(
            positions,
            TestFleet.directory(TestFleet.unit(1, null, null), TestFleet.unitInVehicle(2, null)),
            trips,
            nanoTime::get);

    @Test
    void unitThatHasSentNothingHasNoSnapshot() {
        assertThat(lookup.of(UNIT)).isEmpty();
        assertThat(lookup.extended(UNIT)).isEmpty();
    }

    @Test
    void unitThatIsNoLongerRegisteredHasNoSnapshot() {
        UnitId removed = new UnitId(99);
        positions.load(removed, lastKnown(TestMessage.gps().bytes(), false));

        assertThat(lookup.of(removed)).isEmpty();
        assertThat(lookup.extended(removed)).isEmpty();
    }

    @Test
    void snapshotIsTheMessageExtendedAsOfNow() throws Exception {
        positions.load(
                UNIT_IN_VEHICLE, lastKnown(TestMessage.gps().with("x", "27.90").bytes(), false));

        Update snapshot = lookup.of(UNIT_IN_VEHICLE).orElseThrow();

        assertThat(snapshot.unit()).isEqualTo(UNIT_IN_VEHICLE);
        assertThat(snapshot.vehicleId()).isEqualTo(1_002);
        assertThat(snapshot.messageType()).isEqualTo("gps");
        assertThat(snapshot.sequence()).isEqualTo(17);
        assertThat(snapshot.extended()).asString().contains("\"x\":27.90").doesNotContain("\n", "\r");
        assertThat(new ObjectMapper()
                        .readTree(snapshot.extended())
                        .path("vehicle")
                        .path("reg_no")
                        .asText())
                .isEqualTo("REG 2");
    }

    @Test
    void snapshotOfAUnitWithoutVehicleNamesNone() {
        positions.load(UNIT, lastKnown(TestMessage.gps().bytes(), false));

        assertThat(lookup.of(UNIT).orElseThrow().vehicleId()).isNull();
    }

    @Test
    void lastKnownPositionIsNeverLateButItsClockMayBeAhead() {
        positions.load(UNIT, lastKnown(TestMessage.gps().bytes(), true));

        ObjectNode extended = lookup.extended(UNIT).orElseThrow();

        assertThat(extended.path("late").booleanValue()).isFalse();
        assertThat(extended.path("clock_ahead").booleanValue()).isTrue();
        assertThat(extended.path("received_at").textValue()).isEqualTo("2026-02-16T12:00:01Z");
    }

    @Test
    void lookingDoesNotChangeWhatIsKnown() {
        byte[] message = TestMessage.gps().bytes();
        positions.load(UNIT, lastKnown(message, false));

        lookup.extended(UNIT).orElseThrow().put("changed", true);

        assertThat(lookup.extended(UNIT).orElseThrow().has("changed")).isFalse();
        assertThat(message).isEqualTo(TestMessage.gps().bytes());
    }

    @Test
    void messageThatTodaysRulesRefuseIsNoSnapshot() {
        positions.load(
                UNIT, lastKnown(TestMessage.gps().with("gps.latitude", "91").bytes(), false));

        assertThat(lookup.of(UNIT)).isEmpty();
        assertThat(lookup.extended(UNIT)).isEmpty();
    }

    @Test
    void snapshotIsMadeOnceForAllThatAskForItWithinASecond() {
        positions.load(UNIT, lastKnown(TestMessage.gps().bytes(), false));

        Update first = lookup.of(UNIT).orElseThrow();
        nanoTime.addAndGet(Duration.ofMillis(999).toNanos());
        assertThat(lookup.of(UNIT)).containsSame(first);
        nanoTime.addAndGet(Duration.ofMillis(1).toNanos());

        assertThat(text(lookup.of(UNIT))).contains("\"made\":2");
    }

    @Test
    void newerMessageHasASnapshotOfItsOwn() {
        offer(1, "before");
        assertThat(text(lookup.of(UNIT))).contains("before");
        offer(2, "after");

        assertThat(text(lookup.of(UNIT))).contains("after");
    }

    @Test
    void unitsThatShareAPlaceKeepTheirOwnSnapshots() {
        positions.load(UNIT, lastKnown(TestMessage.gps().with("x", "1").bytes(), false));
        UnitId other = new UnitId(1 + 1_024);
        LastKnownLookup both = new LastKnownLookup(
                positions,
                TestFleet.directory(TestFleet.unit(1, null, null), TestFleet.unit(other.value(), null, null)),
                trips,
                nanoTime::get);
        positions.load(other, lastKnown(TestMessage.gps().with("x", "2").bytes(), false));

        assertThat(both.of(UNIT).orElseThrow().unit()).isEqualTo(UNIT);
        assertThat(both.of(other).orElseThrow().unit()).isEqualTo(other);
        assertThat(both.of(UNIT).orElseThrow().unit()).isEqualTo(UNIT);
    }

    private void offer(long offset, String text) {
        positions.offer(
                UNIT,
                new PositionReport(true, NOON.plusSeconds(offset), new GeoPoint(60, 25)),
                TestMessage.gps().with("x", '"' + text + '"').bytes(),
                new RecordOffset(TestRecord.TOPIC, 3, offset),
                NOON.plusSeconds(offset),
                NOON.plusSeconds(offset),
                offset);
    }

    private static String text(Optional<Update> snapshot) {
        return new String(snapshot.orElseThrow().extended(), StandardCharsets.UTF_8);
    }

    private static LastKnown lastKnown(byte[] message, boolean clockAhead) {
        RecordOffset position = new RecordOffset(TestRecord.TOPIC, 3, 7);
        return new LastKnown(message, position, NOON, NOON.plusSeconds(1), NOON, clockAhead, 17);
    }
}
