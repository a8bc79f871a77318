package dev.fleetcast.benchmark;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/** The process of the {@link LoadClient}, with the known data of its streams. */
final class CrowdProcess implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 3_000;
    /** A server with this many events outstanding does not keep up. */
    private static final int DRAIN_MILLIS = 20_000;

    private final OwnProcess process;
    private final BlockingQueue<ClientCounts> counts = new LinkedBlockingQueue<>();
    private final Map<Integer, byte[]> firstBytes = new ConcurrentHashMap<>();

    CrowdProcess(Options options, Transport transport) {
        process = OwnProcess.java(
                options.otherPrefix(),
                List.of("-Xmx256m", "-XX:+UseSerialGC"),
                options.directory().resolve("client.log"),
                transport == Transport.HTTP_1 ? LoadClientMain.class : VertxClientMain.class,
                transport);
        Thread listener = new Thread(this::listen, "client-listener");
        listener.setDaemon(true);
        listener.start();
    }

    ProcessHandle handle() {
        return process.handle();
    }

    /** Opens streams at that pace and returns when each has received data, or no more data arrive. */
    void open(int port, int perSecond, List<String> paths) {
        int before = counts().established();
        process.tell("pace " + port + " " + perSecond);
        paths.forEach(path -> process.tell("open " + path));
        ClientCounts now = counts();
        long progress = System.nanoTime();
        while (now.established() < before + paths.size()) {
            Pause.millis(50);
            ClientCounts next = counts();
            if (next.established() > now.established()) {
                progress = System.nanoTime();
            } else if (System.nanoTime() - progress > PATIENCE_MILLIS * 1_000_000L) {
                return;
            }
            now = next;
        }
    }

    /** The first event of the stream once it is complete; null before. */
    byte[] firstBytes(int stream) {
        return firstBytes.get(stream);
    }

    void stall(List<Integer> streams) {
        new ArrayList<>(streams).forEach(stream -> process.tell("stall " + stream));
    }

    void closeAll() {
        process.tell("close");
        counts();
        firstBytes.clear();
    }

    void reset() {
        process.tell("reset");
        counts();
    }

    ClientCounts counts() {
        process.tell("counts");
        try {
            return counts.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Waits until that many events have arrived since the last reset, or no more arrive, or the time is up. */
    ClientCounts drained(long expected) {
        ClientCounts now = counts();
        long begin = System.nanoTime();
        long progress = begin;
        while (now.events() < expected
                && System.nanoTime() - progress < PATIENCE_MILLIS * 1_000_000L
                && System.nanoTime() - begin < DRAIN_MILLIS * 1_000_000L) {
            Pause.millis(50);
            ClientCounts next = counts();
            if (next.events() > now.events()) {
                progress = System.nanoTime();
            }
            now = next;
        }
        return now;
    }

    @Override
    public void close() {
        process.close();
    }

    private void listen() {
        try {
            while (true) {
                String[] words = process.answer().split(" ", 2);
                if (words[0].equals("opened")) {
                    String[] stream = words[1].split(" ");
                    firstBytes.put(
                            Integer.parseInt(stream[0]), Base64.getDecoder().decode(stream[1]));
                } else if (words[0].equals("counts")) {
                    counts.add(ClientCounts.parse(words[1]));
                }
            }
        } catch (RuntimeException ended) {
            // The reader ends with the process, whose caller has closed it.
            return;
        }
    }
}
