package dev.fleetcast.dashboard;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Shortens what would take an hour, or ten thousand messages, to seconds. */
public final class ShortTimes implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "fleetcast.access.token-lifetime", "PT10S",
                "fleetcast.stream.ping-interval", "PT1S",
                "fleetcast.dashboard.silent-after", "PT8S",
                "fleetcast.resume.max-messages", "10");
    }
}
