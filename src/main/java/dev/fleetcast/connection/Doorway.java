package dev.fleetcast.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Sees every connection before the server does, on the channel that accepts it. */
@Sharable
final class Doorway extends ChannelInboundHandlerAdapter {

    private static final AttributeKey<Object> PEER = AttributeKey.valueOf("dev.fleetcast.connection.peer");
    private static final AttributeKey<Boolean> INSIDE = AttributeKey.valueOf("dev.fleetcast.connection.inside");

    private final OpenConnections connections;
    private final Runnable refused;

    /** @param refused called when a connection is refused */
    Doorway(OpenConnections connections, Runnable refused) {
        this.connections = connections;
        this.refused = refused;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
        Channel channel = (Channel) accepted;
        Peer peer = new Peer(network(channel.remoteAddress()), () -> close(channel));
        Optional<List<Future<?>>> ends = connections.admit(peer);
        if (ends.isPresent()) {
            channel.attr(PEER).set(peer);
            channel.pipeline().addLast(new FirstLook(() -> connections.watched(peer)));
            channel.closeFuture().addListener(closed -> afterHandlers(channel, () -> connections.gone(peer)));
            passOn(context, channel, ends.get().iterator());
        } else {
            refused.run();
            // The channel is not registered with an event loop yet.
            channel.unsafe().closeForcibly();
        }
    }

    /**
     * The connection as registered here; empty if it was accepted earlier, in dev mode perhaps by the application before a
     * reload, whose classes have the same names.
     */
    static Optional<Peer> of(Channel channel) {
        return channel.attr(PEER).get() instanceof Peer peer ? Optional.of(peer) : Optional.empty();
    }

    /** Waits until the connections that made room are closed: the server counts too, and would close this one. */
    private static void passOn(ChannelHandlerContext context, Channel channel, Iterator<Future<?>> ends) {
        if (ends.hasNext()) {
            ends.next().addListener(ended -> context.executor().execute(() -> passOn(context, channel, ends)));
        } else if (channel.isOpen()) {
            channel.attr(INSIDE).set(true);
            context.fireChannelRead(channel);
        }
    }

    private static Future<?> close(Channel channel) {
        if (!channel.hasAttr(INSIDE)) {
            channel.unsafe().closeForcibly();
            return GlobalEventExecutor.INSTANCE.newSucceededFuture(null);
        }
        Promise<Void> done = channel.eventLoop().newPromise();
        channel.close().addListener(closed -> afterHandlers(channel, () -> done.setSuccess(null)));
        return done;
    }

    /** Handlers of a channel learn of its closing one turn after it is closed. */
    private static void afterHandlers(Channel closed, Runnable then) {
        if (!closed.eventLoop().isShuttingDown()) {
            closed.eventLoop().execute(() -> closed.eventLoop().execute(then));
        }
    }

    /** Tells when the event loop of a new connection has looked for its first bytes. */
    private static final class FirstLook extends ChannelInboundHandlerAdapter {

        private static final long NEXT_TURN_NANOS = 1;

        private final Runnable done;

        private FirstLook(Runnable done) {
            this.done = done;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            // A scheduled task, other than a queued one, runs no sooner than after the next look at the sockets.
            context.executor().schedule(done, NEXT_TURN_NANOS, TimeUnit.NANOSECONDS);
            context.fireChannelActive();
            context.pipeline().remove(this);
        }
    }

    /** Empty for non-network connections. */
    private static String network(SocketAddress address) {
        return address instanceof InetSocketAddress inet && inet.getAddress() != null
                ? NetworkAddress.of(inet.getAddress())
                : "";
    }
}
