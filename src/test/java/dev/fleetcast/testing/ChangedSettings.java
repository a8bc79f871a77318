package dev.fleetcast.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/**
 * A deployment with settings that are not the default, none of which gets in the way of another: one application for every
 * test of such a setting.
 */
public final class ChangedSettings implements QuarkusTestProfile {

    /** Feeds that one address may have open. */
    public static final int FEEDS_PER_ADDRESS = 20;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "fleetcast.access.query-token", "false",
                "fleetcast.channel.public", "news|open-.*",
                "fleetcast.channel.max-feeds-per-address", String.valueOf(FEEDS_PER_ADDRESS),
                "fleetcast.dashboard.tiles.url", "https://{s}.tiles.example.com/{z}/{x}/{y}.png",
                "fleetcast.dashboard.tiles.attribution", "<b>the makers</b>",
                "fleetcast.stream.max-per-address", "5000",
                "fleetcast.stream.ping-interval", "PT3S");
    }
}
