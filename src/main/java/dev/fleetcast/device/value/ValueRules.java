package dev.fleetcast.device.value;

import dev.fleetcast.device.event.EventRules;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** By which events devices set and follow which values. Immutable. */
@ApplicationScoped
public class ValueRules {

    private static final String DEMO = "sse-examples-12";

    private final Map<String, List<String>> valuesBySetEvent = new HashMap<>();
    private final Map<String, String> changeEvents = new HashMap<>();

    /** @throws IllegalArgumentException for a name that no value, or no event, can have */
    ValueRules(ValueConfig config, @ConfigProperty(name = "fleetcast.demo.data", defaultValue = "false") boolean demo) {
        config.values().forEach((name, rule) -> add(name, rule.setEvent(), rule.changeEvent()));
        if (demo && !config.values().containsKey(DEMO)) {
            add(DEMO, Optional.of(DEMO + "-set"), Optional.of(DEMO + "-change"));
        }
    }

    /** Whether devices can set any value. */
    boolean areNone() {
        return valuesBySetEvent.isEmpty();
    }

    /** The names of the events by which devices set values. */
    Set<String> setEvents() {
        return valuesBySetEvent.keySet();
    }

    /** The values that events of that name set. */
    List<String> setBy(String event) {
        return valuesBySetEvent.getOrDefault(event, List.of());
    }

    /** The event that reports every change of the value. */
    public Optional<String> changeEvent(String value) {
        return Optional.ofNullable(changeEvents.get(value));
    }

    private void add(String name, Optional<String> setEvent, Optional<String> changeEvent) {
        if (!ValueName.isName(name)) {
            throw new IllegalArgumentException("fleetcast.device.values." + name + ": no value can have this name");
        }
        setEvent.ifPresent(event -> {
            require(name + ".set-event", event);
            valuesBySetEvent.computeIfAbsent(event, any -> new ArrayList<>()).add(name);
        });
        changeEvent.ifPresent(event -> {
            require(name + ".change-event", event);
            changeEvents.put(name, event);
        });
    }

    private static void require(String property, String event) {
        EventRules.nameFault(event).ifPresent(fault -> {
            throw new IllegalArgumentException("fleetcast.device.values." + property + " " + fault);
        });
    }
}
