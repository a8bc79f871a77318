package dev.fleetcast.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.telemetry.LastKnownPositions.LastKnown;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastKnownTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            later device time wins over offset   | 10 | 0 | 1 | 50 ||  9 | 0 | 7 | 99 || true
            earlier device time loses            |  9 | 0 | 7 | 99 || 10 | 0 | 1 | 50 || false
            same device time, later offset       | 10 | 0 | 7 | 50 || 10 | 0 | 6 | 99 || true
            same device time, earlier offset     | 10 | 0 | 6 | 99 || 10 | 0 | 7 | 50 || false
            the same message                     | 10 | 0 | 7 | 50 || 10 | 0 | 7 | 50 || false
            no device time here                  |    | 0 | 7 | 50 || 10 | 0 | 6 | 99 || true
            no device time there                 | 10 | 0 | 6 | 50 ||    | 0 | 7 | 99 || false
            other partition, later record        | 10 | 1 | 1 | 60 || 10 | 0 | 7 | 50 || true
            other partition, earlier record      | 10 | 1 | 9 | 40 || 10 | 0 | 7 | 50 || false
            """)
    void laterDeviceTimeOrElseLaterPlaceInKafkaIsNewer(
            String why,
            Long reference,
            int partition,
            long offset,
            long recordTime,
            String separator,
            Long otherReference,
            int otherPartition,
            long otherOffset,
            long otherRecordTime,
            String anotherSeparator,
            boolean newer) {
        LastKnown last = lastKnown(reference, partition, offset, recordTime);
        LastKnown other = lastKnown(otherReference, otherPartition, otherOffset, otherRecordTime);

        assertThat(last.newerThan(other)).as(why).isEqualTo(newer);
    }

    private static LastKnown lastKnown(Long reference, int partition, long offset, long recordTime) {
        return new LastKnown(
                new byte[0],
                new RecordOffset("fleet.telemetry", partition, offset),
                Instant.ofEpochSecond(recordTime),
                Instant.EPOCH,
                reference == null ? null : Instant.ofEpochSecond(reference),
                false,
                0);
    }
}
