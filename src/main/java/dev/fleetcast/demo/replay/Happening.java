package dev.fleetcast.demo.replay;

import java.util.List;

/**
 * An event that a device reports with its position.
 *
 * @param code one of the standard event codes
 * @param values the measurements
 */
record Happening(String code, List<Value> values) {

    static Happening of(String code, Value... values) {
        return new Happening(code, List.of(values));
    }

    /**
     * A measurement.
     *
     * @param name the measured quantity
     * @param number its value
     */
    record Value(String name, double number) {}
}
