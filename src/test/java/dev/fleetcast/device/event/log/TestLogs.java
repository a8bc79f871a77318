package dev.fleetcast.device.event.log;

import dev.fleetcast.device.event.DeviceEvent;
import dev.fleetcast.device.event.EventMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Logs that hold all their events in memory, for tests of other packages. */
public final class TestLogs {

    private final EventLog log = new EventLog(Long.MAX_VALUE);
    private final EventPlaybacks playbacks = new EventPlaybacks(
            log, null, new EventCursors(List.of(new byte[32])), new EventMetrics(new SimpleMeterRegistry()));

    /** A log of partitions that begin at zero. */
    public TestLogs(int partitions) {
        for (int i = 0; i < partitions; i++) {
            log.begin(Map.of(i, 0L));
        }
    }

    public EventPlaybacks playbacks() {
        return playbacks;
    }

    /** The id of the end of the log. */
    public String now() {
        return playbacks.id(log.now().positions());
    }

    public void add(int partition, long offset, String coreid, String name) {
        log.add(read(partition, offset, Instant.EPOCH, coreid, name));
    }

    /** An event of a device, recorded at that time. */
    public static LoggedEvent event(Instant at, String coreid, String name) {
        return new LoggedEvent(0, Positions.NONE, read(0, 0, at, coreid, name));
    }

    private static ReadEvent read(int partition, long offset, Instant at, String coreid, String name) {
        DeviceEvent event = DeviceEvent.ofDevice(coreid, name, null, 60, false, Instant.EPOCH);
        return new ReadEvent(partition, offset, at, event, coreid);
    }
}
