package dev.fleetcast.dashboard;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Feed;
import dev.fleetcast.testing.TestMessage;
import java.time.Instant;
import java.util.function.UnaryOperator;

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

    /** How far north it is. */
    double latitude() {
        return latitude;
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

    /** Reports a second later from the same place, with whatever {@code more} adds to the message. */
    void report(UnaryOperator<TestMessage> more) {
        time = later();
        feed.send(key, more.apply(position(time)).json());
    }

    /** As {@link #report}, of a position that is that old. */
    void reportFrom(Instant then) {
        feed.send(key, position(then).json());
    }

    private TestMessage position(Instant then) {
        return TestMessage.gps()
                .without("device")
                .fixedAt(then)
                .with("gps.latitude", String.valueOf(latitude))
                .with("gps.speed", "42.5");
    }

    /** Never the same time twice, as devices count seconds, and never much in the future. */
    private Instant later() {
        Instant now = Instant.now();
        return now.isAfter(time.plusMillis(1)) ? now : time.plusMillis(1);
    }
}
