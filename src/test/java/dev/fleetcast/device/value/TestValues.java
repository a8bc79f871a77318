package dev.fleetcast.device.value;

import dev.fleetcast.device.database.Database;
import dev.fleetcast.testing.EmptyRegistry;
import dev.fleetcast.testing.Settings;
import java.util.Map;

/** Shared values in a database of their own. */
public final class TestValues {

    private final Values values =
            new Values(new Database(EmptyRegistry.create().dataSource()), Settings.of(ValueConfig.class, Map.of()));

    public Values values() {
        return values;
    }

    /** Sets a value. */
    public SharedValue put(ValueName name, String json) {
        return values.put(name, json, ValueCondition.NONE, "user:1").value();
    }
}
