package dev.fleetcast.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Many streams at little cost: one thread, one buffer for all, events counted without parsing. Commands run between two
 * turns of its selector; output goes out as lines.
 */
final class LoadClient {

    private static final int BUFFER_BYTES = 256 * 1024;
    private static final int FEW = 200;
    private static final int SAMPLED = 32;

    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final Queue<Runnable> orders = new ConcurrentLinkedQueue<>();
    private final Queue<String> paths = new ArrayDeque<>();
    private final List<SelectionKey> streams = new ArrayList<>();
    private final ClientTally tally = new ClientTally();
    private final PrintStream out;
    private int port;
    private long connectEveryNanos;
    private long nextConnectNanos;
    private boolean ended;

    LoadClient(PrintStream out) throws IOException {
        this.out = out;
    }

    /** Runs the command on the client's thread. */
    void order(Runnable order) {
        orders.add(order);
        selector.wakeup();
    }

    void pace(int port, int connectsPerSecond) {
        this.port = port;
        this.connectEveryNanos = 1_000_000_000L / connectsPerSecond;
    }

    void open(String path) {
        paths.add(path);
    }

    /** Stops reading from the stream, as a hanging client does. */
    void stall(int number) {
        streams.get(number).interestOps(0);
    }

    void closeAll() {
        for (SelectionKey key : streams) {
            close(key);
        }
        streams.clear();
        tally.leave();
    }

    void end() {
        ended = true;
    }

    ClientTally tally() {
        return tally;
    }

    void run() throws IOException {
        while (!ended) {
            for (Runnable order = orders.poll(); order != null; order = orders.poll()) {
                order.run();
            }
            connectDue();
            selector.select(this::ready, paths.isEmpty() ? 1_000 : 1);
        }
    }

    private void connectDue() throws IOException {
        long now = System.nanoTime();
        if (paths.isEmpty()) {
            nextConnectNanos = now;
            return;
        }
        while (!paths.isEmpty() && nextConnectNanos <= now) {
            connect(paths.poll());
            nextConnectNanos += connectEveryNanos;
        }
    }

    private void connect(String path) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
        int number = streams.size();
        boolean sampled = number < FEW || number % SAMPLED == 0;
        key.attach(new ClientStream(number, path, channel, sampled));
        streams.add(key);
        channel.connect(new InetSocketAddress("127.0.0.1", port));
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isConnectable()) {
                begin(key);
            } else if (key.isReadable()) {
                read(key);
            }
        } catch (IOException lost) {
            close(key);
        }
    }

    private void begin(SelectionKey key) throws IOException {
        ClientStream stream = (ClientStream) key.attachment();
        stream.channel().finishConnect();
        ByteBuffer request = ByteBuffer.wrap(stream.request(port).getBytes(StandardCharsets.US_ASCII));
        // A few hundred bytes always fit into a new connection's buffer.
        stream.channel().write(request);
        key.interestOps(SelectionKey.OP_READ);
    }

    private void read(SelectionKey key) throws IOException {
        ClientStream stream = (ClientStream) key.attachment();
        buffer.clear();
        int length = stream.channel().read(buffer);
        if (length < 0) {
            close(key);
            return;
        }
        tally.read(length);
        if (stream.isSilent()) {
            tally.established();
        }
        tally.received(stream.take(buffer, length, tally::sentAt));
        byte[] first = stream.completed(buffer, length);
        if (first != null) {
            out.println("opened " + stream.number() + " " + Base64.getEncoder().encodeToString(first));
        }
    }

    private void close(SelectionKey key) {
        if (key.isValid()) {
            tally.closed();
        }
        key.cancel();
        try {
            key.channel().close();
        } catch (IOException gone) {
            out.println("note " + gone.getMessage());
        }
    }
}
