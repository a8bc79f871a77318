package dev.fleetcast.history.record;

import dev.fleetcast.history.reported.ReportReader;
import dev.fleetcast.history.trip.Point;
import dev.fleetcast.history.trip.PointReader;
import dev.fleetcast.history.trip.Trip;
import dev.fleetcast.telemetry.TelemetryMessage;
import java.time.Instant;
import java.util.Optional;

/**
 * A message of the feed that is to be recorded. The decoded message is not kept: it takes ten times the memory of its
 * content, and thousands are recorded at once.
 *
 * @param offset in its partition
 * @param arrivedAt Kafka's time of it
 * @param point its valid position under a plausible device time; the assignment of the point is not known yet
 * @param report the trip that it tells of, likewise
 * @param content the message as it came
 */
record RecordedMessage(
        long offset,
        Instant arrivedAt,
        Placement placement,
        Filing filing,
        Optional<Point> point,
        Optional<Trip> report,
        byte[] content) {

    private static final long NOT_KNOWN_YET = 0;

    /** @param message the decoded content */
    static RecordedMessage of(
            long offset,
            Instant arrivedAt,
            Placement placement,
            Filing filing,
            TelemetryMessage message,
            byte[] content) {
        Optional<Point> point =
                filing.isDeviceTime() ? PointReader.point(message, filing.at(), NOT_KNOWN_YET) : Optional.empty();
        Optional<Trip> report = ReportReader.trip(message, filing.at(), NOT_KNOWN_YET);
        return new RecordedMessage(offset, arrivedAt, placement, filing, point, report, content);
    }
}
