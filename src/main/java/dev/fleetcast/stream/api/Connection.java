package dev.fleetcast.stream.api;

import dev.fleetcast.sse.OpenWait;
import dev.fleetcast.sse.SseOutlet;
import dev.fleetcast.stream.Stream;
import dev.fleetcast.stream.StreamContext;
import dev.fleetcast.stream.StreamLoop;
import dev.fleetcast.stream.event.ByeReason;
import dev.fleetcast.stream.event.ControlEvents;
import dev.fleetcast.stream.event.Envelope;
import dev.fleetcast.stream.spi.StreamClaim;
import dev.fleetcast.threading.EventLoopConfined;
import io.smallrye.mutiny.Uni;
import java.util.function.Consumer;

/** A client's connection, with or without a stream. */
@EventLoopConfined
final class Connection {

    private final Envelope envelope;
    private final String address;
    private final SseOutlet outlet;
    private final StreamLoop loop;
    private Stream stream;
    private OpenWait wait;
    private boolean closed;

    /** @param address the client's network address */
    Connection(Envelope envelope, String address, SseOutlet outlet, StreamLoop loop) {
        this.envelope = envelope;
        this.address = address;
        this.outlet = outlet;
        this.loop = loop;
    }

    /** Watches the connection until it closes; {@code unused} runs if it closes without a stream. */
    void watch(Runnable unused) {
        outlet.onClose(() -> loop.execute(() -> {
            closed = true;
            endWait();
            if (stream == null) {
                unused.run();
            } else {
                stream.gone();
            }
        }));
    }

    String address() {
        return address;
    }

    StreamLoop loop() {
        return loop;
    }

    boolean isClosed() {
        return closed;
    }

    /**
     * Runs {@code then} with the result in a later turn of the loop; meanwhile the client sees that the connection is
     * alive.
     */
    <T> void await(Uni<T> awaited, Consumer<T> then) {
        wait = OpenWait.begin(outlet, loop.executor(), awaited, then);
    }

    /** Puts a stream on the connection. */
    Stream carry(StreamClaim held, StreamContext parts) {
        stream = new Stream(held, envelope, address, outlet, loop, parts);
        loop.add(stream);
        return stream;
    }

    /**
     * Ends the connection unless it carries a stream. Runs in a later turn: JAX-RS must begin the response before it
     * ends.
     */
    void turnAway(ByeReason reason) {
        loop.execute(() -> {
            endWait();
            if (!closed && stream == null) {
                closed = true;
                outlet.write(ControlEvents.bye(reason));
                outlet.end();
            }
        });
    }

    private void endWait() {
        if (wait != null) {
            wait.cancel();
        }
    }
}
