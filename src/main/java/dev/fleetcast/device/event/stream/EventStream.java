package dev.fleetcast.device.event.stream;

import dev.fleetcast.device.event.EventMetrics;
import dev.fleetcast.device.event.group.GroupStream;
import dev.fleetcast.feed.Flow;
import dev.fleetcast.threading.EventLoopConfined;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/** One client that follows device events. */
@EventLoopConfined
final class EventStream implements GroupStream {

    private static final byte[] NOTHING = {};

    private final EventStreamRequest request;
    private final Flow flow;
    private final Executor loop;
    private final BooleanSupplier allowed;
    private final EventMetrics metrics;

    /** @param allowed whether the client may still follow this stream */
    EventStream(EventStreamRequest request, Flow flow, Executor loop, BooleanSupplier allowed, EventMetrics metrics) {
        this.request = request;
        this.flow = flow;
        this.loop = loop;
        this.allowed = allowed;
        this.metrics = metrics;
    }

    EventStreamRequest request() {
        return request;
    }

    @Override
    public Executor loop() {
        return loop;
    }

    /** True once it sends events. */
    boolean hasBegun() {
        return flow.hasBegun();
    }

    @Override
    public boolean isClosed() {
        return flow.isClosed();
    }

    /** Starts sending, unless it has ended. */
    void begin(Flow.Source events) {
        if (!flow.isClosed()) {
            flow.begin(events);
        }
    }

    @Override
    public void turn() {
        flow.turn();
    }

    /** Checks rights, times and keep-alive. */
    void tick() {
        if (!allowed.getAsBoolean()) {
            close();
            return;
        }
        flow.tick().ifPresent(end -> {
            if (end == Flow.End.SLOW) {
                metrics.slow();
            }
            close();
        });
    }

    /** Closes the connection. Clients come back by themselves, so nothing more is said. */
    @Override
    public void close() {
        flow.close(NOTHING);
    }

    /** Releases the memory; called after the connection has closed. */
    void gone() {
        flow.gone();
    }
}
