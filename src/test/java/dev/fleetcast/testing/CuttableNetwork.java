package dev.fleetcast.testing;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A port that forwards to the first of others that accepts a connection, until the network is cut. */
public final class CuttableNetwork implements AutoCloseable {

    private static final String HOST = "localhost";

    private final Vertx vertx = Vertx.vertx();
    private final NetClient client = vertx.createNetClient();
    private final Set<NetSocket> open = ConcurrentHashMap.newKeySet();
    private final int[] targets;
    private final NetServer server;
    private volatile boolean isCut;

    /** Forwards to {@code targets} on this machine, which are in order of preference. */
    public CuttableNetwork(int... targets) {
        this.targets = targets;
        this.server = vertx.createNetServer().connectHandler(this::accept);
        await(server.listen(0, HOST));
    }

    /** The address to use in place of the target's. */
    public String address() {
        return "http://" + HOST + ":" + port();
    }

    public int port() {
        return server.actualPort();
    }

    /** Closes all connections, and every new one from now on. */
    public void cut() {
        isCut = true;
        open.forEach(NetSocket::close);
    }

    /** Lets connections through again. */
    public void mend() {
        isCut = false;
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private void accept(NetSocket near) {
        if (isCut) {
            near.close();
            return;
        }
        near.pause();
        forward(near, 0);
    }

    private void forward(NetSocket near, int choice) {
        if (choice == targets.length) {
            near.close();
            return;
        }
        client.connect(targets[choice], HOST)
                .onFailure(refused -> forward(near, choice + 1))
                .onSuccess(far -> {
                    join(near, far);
                    join(far, near);
                    near.resume();
                });
    }

    private void join(NetSocket from, NetSocket to) {
        open.add(from);
        from.handler(to::write);
        from.closeHandler(closed -> {
            open.remove(from);
            to.close();
        });
        if (isCut) {
            from.close();
        }
    }

    private static <T> void await(io.vertx.core.Future<T> future) {
        try {
            future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
