package dev.fleetcast.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordOffsetTest {

    @ParameterizedTest
    @CsvSource({
        "fleet.telemetry, 3, 6, true",
        "fleet.telemetry, 3, 7, true",
        "fleet.telemetry, 3, 8, false",
        "fleet.telemetry, 2, 6, false",
        "fleet.telemetry, 4, 7, false",
        "fleet.other,     3, 6, false"
    })
    void isComparedWithinItsPartitionOnly(String topic, int partition, long offset, boolean notAfter) {
        RecordOffset reached = new RecordOffset("fleet.telemetry", 3, 7);

        assertThat(new RecordOffset(topic, partition, offset).notAfter(reached)).isEqualTo(notAfter);
    }
}
