package dev.fleetcast.history.api;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A deployment that records, from its own consumer group. */
public final class Recorded implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("fleetcast.recorder.enabled", "true");
    }
}
