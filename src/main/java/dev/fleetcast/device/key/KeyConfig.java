package dev.fleetcast.device.key;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** How events are recognized that come again. */
@ConfigMapping(prefix = "fleetcast.device")
public interface KeyConfig {

    /**
     * The member of an event's data that holds its {@code ts}, by the start of the event's name, as {@code start=member};
     * the longest start counts. Other events use the member {@code ts}.
     */
    Optional<List<String>> tsMembers();
}
