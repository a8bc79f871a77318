package dev.fleetcast.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.telemetry.LastKnownPositions.LastKnown;
import dev.fleetcast.telemetry.LastKnownPositions.Timeliness;
import dev.fleetcast.testing.TestMessage;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LastKnownPositionsTest {

    private static final UnitId UNIT = new UnitId(1);
    private static final UnitId OTHER_UNIT = new UnitId(2);
    private static final Instant NOON = Instant.parse("2026-02-16T12:00:00Z");
    private static final Timeliness LATE = new Timeliness(true, false);
    private static final Timeliness AHEAD = new Timeliness(false, true);

    private final LastKnownPositions positions = new LastKnownPositions();
    private long offset;

    @Test
    void newestPositionOfAUnitIsKept() {
        offer(fixedAt(NOON));
        TestMessage newest = fixedAt(NOON.plusSeconds(1));

        Timeliness timeliness = offer(newest);

        assertThat(timeliness).isEqualTo(Timeliness.IN_TIME);
        LastKnown known = positions.of(UNIT).orElseThrow();
        assertThat(known.message()).isEqualTo(newest.bytes());
        assertThat(known.position()).isEqualTo(new RecordOffset("fleet.telemetry", 0, 2));
        assertThat(known.referenceTime()).isEqualTo(NOON.plusSeconds(1));
        assertThat(known.sequence()).isEqualTo(2);
        assertThat(known.recordTime()).isEqualTo(NOON.plusSeconds(2));
        assertThat(known.receivedAt()).isEqualTo(NOON.plusSeconds(3));
    }

    @Test
    void unitsDoNotMix() {
        offer(fixedAt(NOON));

        assertThat(positions.of(OTHER_UNIT)).isEmpty();
    }

    @Test
    void olderMessageIsLateAndNotKept() {
        TestMessage newest = fixedAt(NOON);
        offer(newest);

        Timeliness timeliness = offer(fixedAt(NOON.minusMillis(1)));

        assertThat(timeliness).isEqualTo(LATE);
        assertKept(newest);
    }

    @Test
    void messageOfTheSameDeviceTimeIsInTimeAndTheNewerOne() {
        offer(fixedAt(NOON));
        TestMessage second = fixedAt(NOON).with("gps.speed", "1");

        Timeliness timeliness = offer(second);

        assertThat(timeliness).isEqualTo(Timeliness.IN_TIME);
        assertKept(second);
    }

    @Test
    void firstMessageIsNeverLate() {
        assertThat(offer(fixedAt(Instant.EPOCH))).isEqualTo(Timeliness.IN_TIME);
    }

    @Test
    void clockThatIsFarAheadIsNoReferenceForLaterMessages() {
        TestMessage ahead = fixedAt(NOON.plusSeconds(303));

        Timeliness timeliness = offer(ahead);
        Timeliness afterwards = offer(fixedAt(NOON));

        assertThat(timeliness).isEqualTo(AHEAD);
        assertThat(afterwards).isEqualTo(Timeliness.IN_TIME);
    }

    @Test
    void clockThatIsFarAheadMovesThePositionButNotTheReference() {
        offer(fixedAt(NOON));
        TestMessage ahead = fixedAt(NOON.plusSeconds(3_600));

        offer(ahead);

        assertKept(ahead);
        assertThat(positions.of(UNIT).orElseThrow().referenceTime()).isEqualTo(NOON);
        assertThat(positions.of(UNIT).orElseThrow().clockAhead()).isTrue();
        assertThat(offer(fixedAt(NOON.minusSeconds(1)))).isEqualTo(LATE);
    }

    @Test
    void clockMayBeFiveMinutesAheadOfKafkas() {
        // The reference is a record time of two seconds after noon.
        offset = 1;

        assertThat(offer(fixedAt(NOON.plusSeconds(302)))).isEqualTo(Timeliness.IN_TIME);
        assertThat(positions.of(UNIT).orElseThrow().referenceTime()).isEqualTo(NOON.plusSeconds(302));
    }

    @Test
    void deviceThatDoesNotKnowTheTimeMovesThePositionButNotTheReference() {
        offer(fixedAt(NOON));
        TestMessage timeless = TestMessage.gps().with("gps.timestamp", "null");

        Timeliness timeliness = offer(timeless);

        assertThat(timeliness).isEqualTo(Timeliness.IN_TIME);
        assertKept(timeless);
        assertThat(offer(fixedAt(NOON.minusSeconds(1)))).isEqualTo(LATE);
    }

    @Test
    void firstMessageWithoutATimeLeavesTheReferenceOpen() {
        offer(TestMessage.gps().with("gps.timestamp", "null"));

        assertThat(positions.of(UNIT).orElseThrow().referenceTime()).isNull();
        assertThat(offer(fixedAt(NOON))).isEqualTo(Timeliness.IN_TIME);
        assertThat(positions.of(UNIT).orElseThrow().referenceTime()).isEqualTo(NOON);
    }

    @Test
    void invalidMessageIsNeverAPositionNorLate() {
        TestMessage valid = fixedAt(NOON);
        offer(valid);

        Timeliness older = offer(fixedAt(NOON.minusSeconds(1)).with("valid", "false"));
        Timeliness newer = offer(fixedAt(NOON.plusSeconds(1)).with("valid", "false"));

        assertThat(older).isEqualTo(Timeliness.IN_TIME);
        assertThat(newer).isEqualTo(Timeliness.IN_TIME);
        assertKept(valid);
        assertThat(positions.of(UNIT).orElseThrow().referenceTime()).isEqualTo(NOON);
    }

    @Test
    void messageOfAnotherTypeIsNeverAPositionNorLate() {
        offer(fixedAt(NOON));

        Timeliness timeliness = offer(fixedAt(NOON.minusSeconds(1)).with("message_type", "\"history\""));

        assertThat(timeliness).isEqualTo(Timeliness.IN_TIME);
        assertThat(positions.of(UNIT).orElseThrow().referenceTime()).isEqualTo(NOON);
    }

    @Test
    void messageWithoutCoordinatesIsJudgedButNotKept() {
        TestMessage valid = fixedAt(NOON);
        offer(valid);

        Timeliness timeliness =
                offer(fixedAt(NOON.minusSeconds(1)).without("gps.latitude").without("gps.longitude"));

        assertThat(timeliness).isEqualTo(LATE);
        assertKept(valid);
    }

    @Test
    void recordThatIsReadAgainIsNotCountedAgain() {
        offer(fixedAt(NOON));
        LastKnown known = positions.of(UNIT).orElseThrow();
        offset--;

        Timeliness timeliness = offer(fixedAt(NOON));

        assertThat(timeliness).isEqualTo(Timeliness.IN_TIME);
        assertThat(positions.of(UNIT)).containsSame(known);
    }

    @Test
    void sameOffsetOfAnotherPartitionIsAnotherRecord() {
        offer(fixedAt(NOON));
        TestMessage message = fixedAt(NOON.plusSeconds(1));

        positions.offer(
                UNIT,
                message.decoded().report(),
                message.bytes(),
                new RecordOffset("fleet.telemetry", 1, 1),
                NOON,
                NOON,
                2);

        assertKept(message);
    }

    @Test
    void loadedPositionsFillUnknownUnits() {
        LastKnown loaded = lastKnown(NOON, 5);

        positions.load(UNIT, loaded);

        assertThat(positions.of(UNIT)).containsSame(loaded);
        assertThat(offer(fixedAt(NOON.minusSeconds(1)))).isEqualTo(LATE);
    }

    @Test
    void loadedPositionsReplaceOlderOnesOnly() {
        LastKnown newest = lastKnown(NOON, 5);
        positions.load(UNIT, lastKnown(NOON.minusSeconds(2), 9));
        positions.load(UNIT, newest);

        positions.load(UNIT, lastKnown(NOON.minusSeconds(1), 10));

        assertThat(positions.of(UNIT)).containsSame(newest);
    }

    @Test
    void unitThatIsGoneIsForgotten() {
        positions.load(UNIT, lastKnown(NOON, 1));
        positions.load(OTHER_UNIT, lastKnown(NOON, 2));

        positions.forget(UNIT::equals);

        assertThat(positions.of(UNIT)).isEmpty();
        assertThat(positions.of(OTHER_UNIT)).isPresent();
    }

    /** Each message follows one second and one offset after the previous one, and is read a second later. */
    private Timeliness offer(TestMessage message) {
        offset++;
        return positions.offer(
                UNIT,
                message.decoded().report(),
                message.bytes(),
                new RecordOffset("fleet.telemetry", 0, offset),
                NOON.plusSeconds(offset),
                NOON.plusSeconds(offset + 1),
                offset);
    }

    private void assertKept(TestMessage message) {
        assertThat(positions.of(UNIT).orElseThrow().message()).isEqualTo(message.bytes());
    }

    private static TestMessage fixedAt(Instant time) {
        return TestMessage.gps().fixedAt(time);
    }

    private static LastKnown lastKnown(Instant reference, long offset) {
        return new LastKnown(
                TestMessage.gps().bytes(),
                new RecordOffset("fleet.telemetry", 0, offset),
                NOON,
                NOON,
                reference,
                false,
                0);
    }
}
