package dev.fleetcast.history.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.history.day.DayTotals;

/** Durations as {@code HH:MM:SS}; hours grow beyond 24. */
public final class Durations {

    private Durations() {}

    public static String text(long seconds) {
        return twoDigits(seconds / 3_600) + ":" + twoDigits(seconds / 60 % 60) + ":" + twoDigits(seconds % 60);
    }

    /** Adds the durations of a trip or a day, each as text and in seconds. */
    public static ObjectNode of(DayTotals totals, ObjectNode into) {
        put(into, "total", totals.drivingSeconds() + totals.idlingSeconds());
        put(into, "driving", totals.drivingSeconds());
        put(into, "idling", totals.idlingSeconds());
        put(into, "engine", totals.engineSeconds());
        put(into, "speeding", totals.speedingSeconds());
        return into;
    }

    /** Adds the same durations as text only. */
    static void texts(DayTotals totals, ObjectNode into) {
        into.put("total", text(totals.drivingSeconds() + totals.idlingSeconds()))
                .put("driving", text(totals.drivingSeconds()))
                .put("idling", text(totals.idlingSeconds()))
                .put("engine", text(totals.engineSeconds()))
                .put("speeding", text(totals.speedingSeconds()));
    }

    private static void put(ObjectNode into, String name, long seconds) {
        into.put(name, text(seconds)).put(name + "_secs", seconds);
    }

    private static String twoDigits(long number) {
        return number < 10 ? "0" + number : Long.toString(number);
    }
}
