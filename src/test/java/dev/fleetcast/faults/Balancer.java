package dev.fleetcast.faults;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A balancer in front of replicas: gives each connection to the next ready one, regardless of its contents, so that the
 * calls of one client reach any replica. A second port leads to any replica that accepts a connection, ready or not, as
 * many real balancers do. Connections that carry streams can get faults.
 */
final class Balancer implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    /** Small, so that data held back in the network is held back in the replica too. */
    private static final int RECEIVE_BUFFER = 8 * 1024;

    private final Vertx vertx = Vertx.vertx();
    private final Backends backends;
    private final NetClient towardsReplicas;
    private final NetServer server;
    private final NetServer blindServer;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile Supplier<LinkFault> streamFault = () -> LinkFault.NONE;

    /** The balancer of a narrow network buffers little. */
    private Balancer(List<Integer> ports, boolean narrow) {
        NetClientOptions options = new NetClientOptions().setConnectTimeout(2_000);
        if (narrow) {
            options.setReceiveBufferSize(RECEIVE_BUFFER);
        }
        backends = new Backends(vertx, ports);
        towardsReplicas = vertx.createNetClient(options);
        server = listen(backends::next);
        blindServer = listen(backends::nextBlindly);
    }

    static Balancer before(List<Integer> ports) {
        return new Balancer(ports, false);
    }

    /** A balancer for one client, whose network can be made narrow. */
    static Balancer narrow(List<Integer> ports) {
        return new Balancer(ports, true);
    }

    int port() {
        return server.actualPort();
    }

    /** A port that also leads to replicas that are not ready. */
    int blindPort() {
        return blindServer.actualPort();
    }

    /** Sets the fault of every stream opened from now on. */
    void streamFaults(Supplier<LinkFault> faults) {
        streamFault = faults;
    }

    /** Limits all streams, open and new, to that many bytes a second. */
    void throttle(long bytesPerSecond) {
        LinkFault limit = LinkFault.limitedTo(bytesPerSecond);
        streamFaults(() -> limit);
        links.stream().filter(Link::isStream).forEach(link -> link.suffer(limit));
    }

    /** Ends the faults, and the connections with faults. */
    void heal() {
        streamFaults(() -> LinkFault.NONE);
        cutStreams(any -> true);
    }

    /** Cuts the open streams for which {@code chosen} holds. */
    void cutStreams(Predicate<Link> chosen) {
        links.stream().filter(Link::isStream).filter(chosen).forEach(Link::cut);
    }

    private NetServer listen(Function<Set<Integer>, Integer> next) {
        NetServer listening = vertx.createNetServer(
                        new NetServerOptions().setHost(HOST).setPort(0).setAcceptBacklog(4_096))
                .connectHandler(client -> {
                    client.pause();
                    connect(client, next, Set.of());
                });
        return listening.listen().toCompletionStage().toCompletableFuture().join();
    }

    private void connect(NetSocket client, Function<Set<Integer>, Integer> next, Set<Integer> tried) {
        if (tried.size() == backends.size()) {
            client.close();
            return;
        }
        int port = next.apply(tried);
        towardsReplicas.connect(port, HOST).onComplete(connected -> {
            if (connected.failed()) {
                Set<Integer> refused = new HashSet<>(tried);
                refused.add(port);
                connect(client, next, refused);
            } else {
                join(client, connected.result());
            }
        });
    }

    private void join(NetSocket client, NetSocket replica) {
        Link link = new Link(vertx, client, replica, () -> streamFault.get());
        links.add(link);
        link.open(() -> links.remove(link));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
