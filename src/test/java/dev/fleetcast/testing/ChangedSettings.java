package dev.fleetcast.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.time.Duration;
import java.util.Map;

/**
 * A deployment with non-default settings that do not affect each other: one application for all tests of such a
 * setting.
 */
public final class ChangedSettings implements QuarkusTestProfile {

    /** The limit of open feeds for one address. */
    public static final int FEEDS_PER_ADDRESS = 20;

    /** The limit of open streams of device events for one address. */
    public static final int EVENT_STREAMS_PER_ADDRESS = 5;

    /** The silence after which command streams and streams of device events get a line end. */
    public static final Duration DEVICE_KEEP_ALIVE = Duration.ofSeconds(1);

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "fleetcast.access.query-token", "false",
                "fleetcast.channel.public", "news|open-.*",
                "fleetcast.channel.max-feeds-per-address", String.valueOf(FEEDS_PER_ADDRESS),
                "fleetcast.dashboard.tiles.url", "https://{s}.tiles.example.com/{z}/{x}/{y}.png",
                "fleetcast.dashboard.tiles.attribution", "<b>the makers</b>",
                "fleetcast.device.keep-alive", DEVICE_KEEP_ALIVE.toString(),
                "fleetcast.device.max-streams-per-address", String.valueOf(EVENT_STREAMS_PER_ADDRESS),
                "fleetcast.stream.max-per-address", "5000",
                "fleetcast.stream.ping-interval", "PT3S");
    }
}
