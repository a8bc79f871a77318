package dev.fleetcast.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;

/** Meets every connection before the server does, at the channel that accepts them. */
@Sharable
final class Doorway extends ChannelInboundHandlerAdapter {

    private static final AttributeKey<Peer> PEER = AttributeKey.valueOf("dev.fleetcast.connection.peer");

    private final OpenConnections connections;
    private final Runnable refused;

    /** @param refused what to do when there was no room for one */
    Doorway(OpenConnections connections, Runnable refused) {
        this.connections = connections;
        this.refused = refused;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
        Channel channel = (Channel) accepted;
        Peer peer = new Peer(network(channel.remoteAddress()), channel::close);
        if (connections.admit(peer)) {
            channel.attr(PEER).set(peer);
            channel.closeFuture().addListener(closed -> connections.gone(peer));
            context.fireChannelRead(channel);
        } else {
            refused.run();
            // It belongs to no event loop yet.
            channel.unsafe().closeForcibly();
        }
    }

    /** The connection as it was met here; empty for one that came before. */
    static Optional<Peer> of(Channel channel) {
        return Optional.ofNullable(channel.attr(PEER).get());
    }

    /** Empty for what comes over no network. */
    private static String network(SocketAddress address) {
        return address instanceof InetSocketAddress inet && inet.getAddress() != null
                ? NetworkAddress.of(inet.getAddress())
                : "";
    }
}
