package dev.fleetcast.demo.replay;

import java.util.List;

/**
 * Something a device reports beside its position.
 *
 * @param code one of the standard event codes
 * @param values what was measured
 */
record Happening(String code, List<Value> values) {

    static Happening of(String code, Value... values) {
        return new Happening(code, List.of(values));
    }

    /**
     * A measurement.
     *
     * @param name what of
     * @param number how much
     */
    record Value(String name, double number) {}
}
