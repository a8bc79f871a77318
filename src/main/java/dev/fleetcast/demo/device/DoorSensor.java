package dev.fleetcast.demo.device;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalInt;

/** The sensor of a door, which opens and closes unless it is locked. */
final class DoorSensor implements Sensor {

    private boolean open;
    private boolean locked;

    @Override
    public String event() {
        return "door";
    }

    @Override
    public List<String> functions() {
        return List.of("lock");
    }

    @Override
    public void measure(ObjectNode data) {
        open = !open && !locked;
        data.put("open", open);
    }

    @Override
    public void report(ObjectNode variables) {
        variables.put("open", open).put("locked", locked);
    }

    /** {@code lock} with {@code on} or {@code off}: 1 if the door is locked now, else 0. */
    @Override
    public OptionalInt call(String function, String arg) {
        if (!arg.equals("on") && !arg.equals("off")) {
            return OptionalInt.empty();
        }
        locked = arg.equals("on");
        open = open && !locked;
        return OptionalInt.of(locked ? 1 : 0);
    }
}
