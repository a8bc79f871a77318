package dev.fleetcast.history.api;

import dev.fleetcast.testing.TestMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a unit sends on a way to the north: a message a minute, each with its place and speed. */
final class Journey {

    private static final double METERS_PER_DEGREE = 6_371_008.8 * Math.PI / 180;

    private final List<TestMessage> messages = new ArrayList<>();
    private final Instant first;
    private Instant now;
    private double meters;
    private String ignition = "on";

    private Journey(Instant first, double meters) {
        this.first = first;
        this.now = first;
        this.meters = meters;
    }

    static Journey from(String instant) {
        return from(instant, 0);
    }

    static Journey from(String instant, double meters) {
        return new Journey(Instant.parse(instant), meters);
    }

    /** Drives at 60 km/h, a kilometre a minute; the message of its end belongs to what follows. */
    Journey drive(int minutes) {
        for (int minute = 0; minute < minutes; minute++) {
            add(60);
            now = now.plusSeconds(60);
            meters += 1_000;
        }
        return this;
    }

    Journey stand(int minutes) {
        for (int minute = 0; minute < minutes; minute++) {
            add(0);
            now = now.plusSeconds(60);
        }
        return this;
    }

    /** Stands where it is, but receives its position with an error, and with the speed that follows from it. */
    Journey drift(int minutes, double kmh) {
        double place = meters;
        for (int minute = 0; minute < minutes; minute++) {
            meters = place + (minute % 2 == 0 ? 40 : -40);
            add(kmh);
            now = now.plusSeconds(60);
        }
        meters = place;
        return this;
    }

    /** One position far away, between two others. */
    Journey spike(double metersAway) {
        Instant before = now;
        now = now.minusSeconds(30);
        meters += metersAway;
        add(60);
        meters -= metersAway;
        now = before;
        return this;
    }

    /** A message now with a clock of the device that shows another time; null for none. */
    Journey clock(String deviceTime) {
        TestMessage message = message(60).with("timestamp", "\"" + now + "\"");
        messages.add(deviceTime == null ? message.with("gps.timestamp", "null") : message.fixedAt(deviceTime));
        now = now.plusSeconds(60);
        return this;
    }

    Journey ignition(String state) {
        ignition = state;
        return this;
    }

    /** Moves without telling of it. */
    Journey silence(int minutes, double distance) {
        meters += distance;
        return silence(minutes);
    }

    Journey silence(int minutes) {
        now = now.plusSeconds(minutes * 60L);
        return this;
    }

    List<TestMessage> messages() {
        return messages;
    }

    Instant first() {
        return first;
    }

    Instant last() {
        return now;
    }

    private void add(double kmh) {
        messages.add(message(kmh));
    }

    private TestMessage message(double kmh) {
        return TestMessage.gps()
                .fixedAt(now)
                .with("gps.latitude", Double.toString(30 + meters / METERS_PER_DEGREE))
                .with("gps.speed", Double.toString(kmh))
                .with("sensors", "[[\"ignition\",\"" + ignition + "\"]]");
    }
}
