package dev.fleetcast.device.event.log;

import dev.fleetcast.device.event.EventMetrics;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/** Makes readers of the log, and knows the ids of events. */
@ThreadSafe
@ApplicationScoped
public class EventPlaybacks {

    private final EventLog log;
    private final OldEvents old;
    private final EventCursors cursors;
    private final EventMetrics metrics;

    public EventPlaybacks(EventLog log, OldEvents old, EventCursors cursors, EventMetrics metrics) {
        this.log = log;
        this.old = old;
        this.cursors = cursors;
        this.metrics = metrics;
    }

    /**
     * A reader for a stream.
     *
     * @param filter the events of the stream; called on any thread
     * @param loop the stream's event loop
     */
    public EventPlayback of(Predicate<LoggedEvent> filter, Executor loop) {
        return new EventPlayback(log, old, cursors, filter, loop, metrics::delivered);
    }

    /** The point of the log that an id means; empty for a foreign or invalid one. */
    public Optional<Positions> at(String id) {
        return cursors.read(id);
    }

    /** The id of a point. */
    public String id(Positions positions) {
        return cursors.text(positions);
    }
}
