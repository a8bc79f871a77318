package dev.fleetcast.stream;

import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.testing.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;

/** Makes a router before no streams, for measurements of what is before the router. */
public final class FollowedRouter {

    private FollowedRouter() {}

    /** One that takes the first {@code units} units for followed. */
    public static Router of(int units) {
        StreamConfig config = Settings.of(StreamConfig.class, Map.of());
        StreamLoops loops =
                new StreamLoops(new StreamMetrics(new SimpleMeterRegistry()), null, config, TestParts.memory());
        for (int unit = 1; unit <= units; unit++) {
            loops.followed().add(new UnitId(unit));
        }
        return new Router(loops);
    }
}
