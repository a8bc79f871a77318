package dev.fleetcast.stream;

import dev.fleetcast.sse.SseOutlet;

/** A client's connection, before and while there is a stream on it. Confined to its event loop. */
final class Connection {

    private final Envelope envelope;
    private final String address;
    private final SseOutlet outlet;
    private final StreamLoop loop;
    private Stream stream;
    private boolean closed;

    /** @param address the client's network address */
    Connection(Envelope envelope, String address, SseOutlet outlet, StreamLoop loop) {
        this.envelope = envelope;
        this.address = address;
        this.outlet = outlet;
        this.loop = loop;
    }

    /** Follows the connection to its end; {@code unused} runs when it ends without a stream. */
    void watch(Runnable unused) {
        outlet.onClose(() -> loop.execute(() -> {
            closed = true;
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

    /** Puts a stream on the connection. */
    Stream carry(Held held, StreamParts parts) {
        stream = new Stream(held, envelope, address, outlet, loop, parts);
        loop.add(stream);
        return stream;
    }

    /** Ends it without a stream, in a turn of its own: the response must not end before JAX-RS has begun it. */
    void turnAway(Bye reason) {
        loop.execute(() -> {
            outlet.write(ControlEvents.bye(reason));
            outlet.end();
        });
    }
}
