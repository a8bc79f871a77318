package dev.fleetcast.ingest.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.ingest.TestRecord;
import dev.fleetcast.telemetry.LastKnownPositions.LastKnown;
import dev.fleetcast.telemetry.RecordOffset;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.testing.TestMessage;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LastKnownRecordsTest {

    private static final byte[] MESSAGE = TestMessage.gps().bytes();

    @ParameterizedTest
    @CsvSource({"true, 2026-02-16T13:51:30.123456789Z", "false, 2026-02-16T13:51:30Z", "true,", "false,"})
    void writtenPositionIsReadBackWithoutItsSequenceNumber(boolean clockAhead, Instant referenceTime) {
        LastKnown written = lastKnown(referenceTime, clockAhead, 17);

        LastKnown read = LastKnownRecords.lastKnown(MESSAGE, LastKnownRecords.headers(written))
                .orElseThrow();

        assertThat(read).isEqualTo(lastKnown(referenceTime, clockAhead, 0));
        assertThat(read.message()).isSameAs(MESSAGE);
    }

    @Test
    void keyIsTheUnitAsText() {
        byte[] key = LastKnownRecords.key(new UnitId(1_001));

        assertThat(key).asString().isEqualTo("1001");
        assertThat(LastKnownRecords.unit(key)).contains(new UnitId(1_001));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "unit", "1.0", "é", "99999999999999999999"})
    void foreignKeyNamesNoUnit(String key) {
        assertThat(LastKnownRecords.unit(TestRecord.bytes(key))).isEmpty();
    }

    @Test
    void recordWithoutHeadersIsForeign() {
        assertThat(LastKnownRecords.lastKnown(MESSAGE, new RecordHeaders())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fleetcast-topic",
                "fleetcast-partition",
                "fleetcast-offset",
                "fleetcast-record-time",
                "fleetcast-received-at",
                "fleetcast-clock-ahead"
            })
    void recordThatLacksAHeaderIsForeign(String header) {
        Headers headers = LastKnownRecords.headers(lastKnown(Instant.EPOCH, false, 1));

        headers.remove(header);

        assertThat(LastKnownRecords.lastKnown(MESSAGE, headers)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fleetcast-partition",
                "fleetcast-offset",
                "fleetcast-record-time",
                "fleetcast-received-at",
                "fleetcast-reference-time"
            })
    void recordWithAnUnreadableHeaderIsForeign(String header) {
        Headers headers = LastKnownRecords.headers(lastKnown(Instant.EPOCH, false, 1));

        headers.add(header, TestRecord.bytes("?"));

        assertThat(LastKnownRecords.lastKnown(MESSAGE, headers)).isEmpty();
    }

    private static LastKnown lastKnown(Instant referenceTime, boolean clockAhead, long sequence) {
        return new LastKnown(
                MESSAGE,
                new RecordOffset("fleet.telemetry", 11, 123_456_789_012L),
                Instant.parse("2026-02-16T13:51:31.001Z"),
                Instant.parse("2026-02-16T13:51:31.002Z"),
                referenceTime,
                clockAhead,
                sequence);
    }
}
