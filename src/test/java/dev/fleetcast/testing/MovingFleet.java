package dev.fleetcast.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** The whole demo fleet, each bus reporting once a second, on a broker that tests may stop: see {@link OwnBroker}. */
public final class MovingFleet implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("fleetcast.demo.replay.enabled", "true", "fleetcast.dashboard.silent-after", "PT5S");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(OwnBroker.class));
    }
}
