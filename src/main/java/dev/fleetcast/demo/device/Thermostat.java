package dev.fleetcast.demo.device;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalInt;

/** A thermostat, whose temperature approaches its target. */
final class Thermostat implements Sensor {

    private static final int LOWEST = 5;
    private static final int HIGHEST = 30;

    private double temperature = 15;
    private int target = 21;

    @Override
    public String event() {
        return "temperature";
    }

    @Override
    public List<String> functions() {
        return List.of("target");
    }

    @Override
    public void measure(ObjectNode data) {
        temperature += (target - temperature) / 4;
        report(data);
    }

    @Override
    public void report(ObjectNode variables) {
        variables.put("celsius", Math.round(temperature * 10) / 10.0).put("target", target);
    }

    /** {@code target} with whole degrees: the target from now on. */
    @Override
    public OptionalInt call(String function, String arg) {
        try {
            target = Math.max(LOWEST, Math.min(HIGHEST, Integer.parseInt(arg)));
            return OptionalInt.of(target);
        } catch (NumberFormatException noNumber) {
            return OptionalInt.empty();
        }
    }
}
