package dev.fleetcast.faults;

import io.netty.channel.ChannelOption;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketInternal;
import java.util.Set;
import java.util.function.Supplier;

/** One connection through the {@link Balancer}: both halves, and its fault. Confined to the balancer's loop. */
final class Link {

    /** The beginnings of requests that open a stream. */
    private static final Set<String> STREAMS = Set.of("GET /sse", "GET /fee");

    private final Vertx vertx;
    private final Context loop;
    private final NetSocket client;
    private final NetSocket server;
    private final Supplier<LinkFault> streamFault;
    private LinkFault fault = LinkFault.NONE;
    private long toClient;
    private volatile boolean stream;
    private boolean closed;

    /** @param streamFault supplies the fault of a connection that carries a stream; calls have no faults */
    Link(Vertx vertx, NetSocket client, NetSocket server, Supplier<LinkFault> streamFault) {
        this.vertx = vertx;
        this.loop = vertx.getOrCreateContext();
        this.client = client;
        this.server = server;
        this.streamFault = streamFault;
    }

    void open(Runnable onClose) {
        client.handler(this::request);
        server.handler(this::response);
        client.drainHandler(drained -> server.resume());
        server.drainHandler(drained -> client.resume());
        client.exceptionHandler(broken -> close());
        server.exceptionHandler(broken -> close());
        server.closeHandler(ended -> closeAfterWriting());
        client.closeHandler(ended -> {
            closed = true;
            server.close();
            onClose.run();
        });
        client.resume();
    }

    /** Safe for use by any thread. */
    boolean isStream() {
        return stream;
    }

    /** The port of the replica that it leads to. */
    int replica() {
        return server.remoteAddress().port();
    }

    /** Changes the fault; safe for use by any thread. */
    void suffer(LinkFault next) {
        loop.runOnContext(now -> fault = next);
    }

    /** Cuts the connection; safe for use by any thread. */
    void cut() {
        loop.runOnContext(now -> cut(false));
    }

    private void cut(boolean reset) {
        if (reset) {
            ((NetSocketInternal) client)
                    .channelHandlerContext()
                    .channel()
                    .config()
                    .setOption(ChannelOption.SO_LINGER, 0);
        }
        close();
    }

    private void request(Buffer bytes) {
        if (!stream && bytes.length() > 8 && STREAMS.contains(bytes.getString(0, 8))) {
            stream = true;
            fault = streamFault.get();
        }
        server.write(bytes);
        if (server.writeQueueFull()) {
            client.pause();
        }
    }

    private void response(Buffer bytes) {
        if (closed) {
            return;
        }
        long room = fault.cutAfterBytes() - toClient;
        if (bytes.length() >= room) {
            closed = true;
            client.write(bytes.slice(0, (int) room)).onComplete(written -> cut(fault.reset()));
            return;
        }
        toClient += bytes.length();
        client.write(bytes);
        if (client.writeQueueFull()) {
            server.pause();
        }
        if (fault.isLimited()) {
            hold(bytes.length());
        }
    }

    private void hold(int bytes) {
        server.pause();
        if (fault.bytesPerSecond() > 0) {
            vertx.setTimer(Math.max(1, bytes * 1_000L / fault.bytesPerSecond()), due -> server.resume());
        }
    }

    private void closeAfterWriting() {
        if (!closed) {
            client.write(Buffer.buffer()).onComplete(written -> client.close());
        }
    }

    private void close() {
        closed = true;
        client.close();
        server.close();
    }
}
