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

    /** A bus that {@code viewer} may see, at that address. */
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

    /** Its current latitude. */
    double latitude() {
        return latitude;
    }

    /** The time of its newest report. */
    Instant time() {
        return time;
    }

    /** Its name in the list. */
    String name() {
        return name;
    }

    /** Reports a position slightly farther north, a second later. */
    void drive() {
        latitude += STEP_DEGREES;
        time = later();
        feed.send(key, Feed.gps(time, latitude));
    }

    /** Sends a stored report that is half a second older than the newest one, from far away. */
    void deliverLate() {
        feed.send(key, Feed.gps(time.minusMillis(500), latitude + 1));
    }

    /** Reports the same position a second later, with the changes of {@code more}. */
    void report(UnaryOperator<TestMessage> more) {
        time = later();
        feed.send(key, more.apply(position(time)).json());
    }

    /** Like {@link #report}, with a position of that time. */
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

    /** Never the same time twice, since devices count seconds, and never far in the future. */
    private Instant later() {
        Instant now = Instant.now();
        return now.isAfter(time.plusMillis(1)) ? now : time.plusMillis(1);
    }
}
