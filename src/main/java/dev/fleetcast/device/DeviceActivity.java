package dev.fleetcast.device;

import dev.fleetcast.threading.ThreadSafe;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What devices that accept commands have reported about themselves. */
@ThreadSafe
public interface DeviceActivity {

    /** Whether the device has an open command stream on a live replica. */
    boolean isConnected(String coreid);

    /** The functions the device declared last; empty if it never did. */
    Optional<List<String>> functions(String coreid);

    /** The variables the device declared last; empty if it never did. */
    Optional<List<String>> variables(String coreid);

    /** When the device's newest command stream was opened or closed. */
    Optional<Instant> changedAt(String coreid);
}
