package dev.fleetcast.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.connection.OpenConnections.Limits;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DoorwayTest {

    private static final int CLIENTS = 20;
    private static final int SILENT = 3;

    private final EventLoopGroup acceptor = new NioEventLoopGroup(1);
    private final EventLoopGroup worker = new NioEventLoopGroup(1);
    private final OpenConnections connections = new OpenConnections(
            new Limits(100, 100, SILENT, SILENT, Duration.ZERO, Duration.ofMinutes(1)), System::nanoTime);
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private final List<Socket> clients = new ArrayList<>();
    private Channel server;

    @BeforeEach
    void listen() throws InterruptedException {
        server = new ServerBootstrap()
                .group(acceptor, worker)
                .channel(NioServerSocketChannel.class)
                .handler(new Doorway(connections, refused::incrementAndGet))
                .childHandler(new Asking())
                .bind(InetAddress.getLoopbackAddress(), 0)
                .sync()
                .channel();
    }

    @AfterEach
    void close() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
        acceptor.shutdownGracefully();
        worker.shutdownGracefully();
    }

    @Test
    void manyClientsThatComeAtOnceAreServedHoweverLongTheServerIsBusy() throws IOException {
        CountDownLatch busy = new CountDownLatch(1);
        worker.execute(() -> Awaitility.await().forever().until(() -> busy.getCount() == 0));
        for (int i = 0; i < CLIENTS; i++) {
            connect().getOutputStream().write('G');
        }
        Awaitility.await().until(() -> connections.open() == CLIENTS);
        connections.endOverdue();

        busy.countDown();

        Awaitility.await().until(() -> asked.get() == CLIENTS);
        assertThat(connections.open()).isEqualTo(CLIENTS);
        assertThat(refused).hasValue(0);
    }

    @Test
    void ofManyThatSayNothingTheOldestAreClosed() throws IOException {
        for (int i = 0; i < CLIENTS; i++) {
            connect();
        }
        Awaitility.await().until(() -> connections.silent() == CLIENTS);
        connections.endOverdue();

        for (Socket oldest : clients.subList(0, CLIENTS - SILENT)) {
            assertThat(oldest.getInputStream().read()).isNegative();
        }
        assertThat(connections.silent()).isEqualTo(SILENT);
    }

    @Test
    void connectionThatTheApplicationBeforeAReloadAcceptedIsNotRegisteredHere() {
        Channel older = new EmbeddedChannel();
        older.attr(AttributeKey.valueOf("dev.fleetcast.connection.peer")).set("of another class loader");

        assertThat(Doorway.of(older)).isEmpty();
    }

    private Socket connect() throws IOException {
        Socket client = new Socket();
        clients.add(client);
        client.connect(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), ((InetSocketAddress) server.localAddress()).getPort()));
        client.setSoTimeout(30_000);
        return client;
    }

    /** Takes the first bytes of a connection for a request. */
    @Sharable
    private final class Asking extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            ReferenceCountUtil.release(bytes);
            connections.asked(Doorway.of(context.channel()).orElseThrow(), false);
            asked.incrementAndGet();
        }
    }
}
