package dev.fleetcast.dashboard;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Feed;
import java.time.Instant;

/** A bus of the demo fleet, driven by the test. */
final class Bus {

    private static final double STEP_DEGREES = 0.002;

    private final Feed feed;
    private final long unit;
    private final String name;
    private final String key;
    private double latitude;
    private Instant time = Instant.now();

    Bus(Feed feed, Api viewer, long unit) {
        this(feed, viewer, Api.base(), unit);
    }

    /** One that {@code viewer} may see, at that address. */
    Bus(Feed feed, Api viewer, String address, long unit) {
        var monitored = viewer.request()
                .get(address + "/api/v1/monitoring/unit/" + unit)
                .jsonPath();
        this.feed = feed;
        this.unit = unit;
        this.name = monitored.getString("data.vehicle_fleet_no");
        this.key = monitored.getString("data.imei");
        this.latitude = 30.2 + unit / 1_000.0;
    }

    long unit() {
        return unit;
    }

    /** What the list calls it. */
    String name() {
        return name;
    }

    /** Reports from a little farther north, a second later. */
    void drive() {
        latitude += STEP_DEGREES;
        time = later();
        feed.send(key, Feed.gps(time, latitude));
    }

    /** Delivers what it has kept from half a second before its newest report, from far away. */
    void deliverLate() {
        feed.send(key, Feed.gps(time.minusMillis(500), latitude + 1));
    }

    /** Presses the panic button. */
    void panic() {
        time = later();
        feed.send(key, Feed.gps(time, latitude).replace("\"x_vendor\"", "\"events\":[[\"PANIC\"]],\"x_vendor\""));
    }

    /** Never the same time twice, as devices count seconds, and never much in the future. */
    private Instant later() {
        Instant now = Instant.now();
        return now.isAfter(time.plusMillis(1)) ? now : time.plusMillis(1);
    }
}
