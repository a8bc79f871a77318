package dev.fleetcast.stream;

import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.telemetry.Update;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings updates from the feed to the streams that follow their units. A batch costs one task per event loop, however
 * many streams there are.
 */
@ApplicationScoped
public class Router {

    private final StreamLoops loops;

    Router(StreamLoops loops) {
        this.loops = loops;
    }

    /**
     * Whether anybody follows the unit; if not, its updates need not be routed. Ask only after the message is in the {@link
     * Snapshots}, so that whoever begins to follow just now finds it there.
     */
    public boolean isFollowed(UnitId unit) {
        return loops.followed().contains(unit);
    }

    /**
     * Delivers {@code batch}, whose sequence numbers rise; calls must not overlap. Waits while an event loop is far behind,
     * but for no client.
     */
    public void route(List<Update> batch) {
        List<RoutedUpdate> routed = new ArrayList<>(batch.size());
        batch.forEach(update -> routed.add(new RoutedUpdate(update)));
        loops.all().forEach(loop -> loop.deliver(routed));
    }
}
