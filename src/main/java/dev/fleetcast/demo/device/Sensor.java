package dev.fleetcast.demo.device;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalInt;

/** What a simulated device measures and can do. Used by one thread. */
interface Sensor {

    /** The name of its events. */
    String event();

    /** The functions that it has. */
    List<String> functions();

    /** Measures; adds the members of the event's data. */
    void measure(ObjectNode data);

    /** Adds its variables. */
    void report(ObjectNode variables);

    /** Carries out one of its functions; empty if it cannot with this argument. */
    OptionalInt call(String function, String arg);
}
