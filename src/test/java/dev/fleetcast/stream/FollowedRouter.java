package dev.fleetcast.stream;

import dev.fleetcast.stream.event.StreamMetrics;
import dev.fleetcast.stream.spi.StreamConfig;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.testing.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;

/** Creates a router without streams, for measurements of the stages before the router. */
public final class FollowedRouter {

    private FollowedRouter() {}

    /** A router that considers the first {@code units} units followed. */
    public static Router of(int units) {
        StreamConfig config = Settings.of(StreamConfig.class, Map.of());
        Router router = new Router(new StreamMetrics(new SimpleMeterRegistry()), null, config, TestParts.memory());
        for (int unit = 1; unit <= units; unit++) {
            router.followed().add(new UnitId(unit));
        }
        return router;
    }
}
