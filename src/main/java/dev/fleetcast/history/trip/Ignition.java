package dev.fleetcast.history.trip;

import java.util.Optional;

/** The state of a vehicle's ignition. */
public enum Ignition {
    /** The engine runs. */
    ON,
    /** The accessories have power; whether the engine runs is not known. */
    ACC,
    /** Switched off: a vehicle does not drive. */
    OFF,
    /** The device does not say. */
    UNKNOWN;

    /** Reads the value of the sensor {@code ignition}. */
    static Ignition ofSensor(String value) {
        return switch (value) {
            case "on" -> ON;
            case "acc" -> ACC;
            case "off" -> OFF;
            default -> UNKNOWN;
        };
    }

    /** Reads the code of an event; empty if it is not about the ignition. */
    static Optional<Ignition> ofEvent(String code) {
        return switch (code) {
            case "ENGINE:ON" -> Optional.of(ON);
            case "ACC:ON" -> Optional.of(ACC);
            case "ACC:OFF", "ENGINE:OFF" -> Optional.of(OFF);
            default -> Optional.empty();
        };
    }
}
