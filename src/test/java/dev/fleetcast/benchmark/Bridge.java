package dev.fleetcast.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The process that takes the feed from Kafka to a peer that cannot read Kafka itself. */
final class Bridge implements AutoCloseable {

    private final PeerProcess program;
    private final BufferedReader says;

    private Bridge(PeerProcess program) {
        this.program = program;
        this.says = program.process().inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts one; returns when it publishes whatever comes into the topic from then on.
     *
     * @param port where the peer takes messages
     * @param target the path they are posted to, before the unit's id; or {@link BridgeMain#PUSHPIN}
     */
    static Bridge start(Arena arena, int port, String target) {
        PeerProcess program = PeerProcess.start(
                arena.directory(),
                null,
                arena.otherPrefix(),
                List.of(
                        PeerProcess.java(),
                        "-Xmx96m",
                        "-XX:+UseSerialGC",
                        BridgeMain.class.getName(),
                        arena.bootstrapServers(),
                        arena.topic(),
                        String.valueOf(arena.dataBytes()),
                        String.valueOf(port),
                        target),
                Map.of("CLASSPATH", System.getProperty("java.class.path")));
        Bridge bridge = new Bridge(program);
        bridge.awaitReady();
        return bridge;
    }

    ProcessHandle process() {
        return program.process().toHandle();
    }

    /** Ends it; says on the console when the peer did not take every message. */
    @Override
    public void close() {
        try {
            program.process().getOutputStream().close();
            String account = says.readLine();
            if (account == null || !account.endsWith(PeerConnection.NONE_LOST)) {
                System.err.println("bridge: " + account);
            }
            program.process().waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            System.err.println("bridge: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            program.close();
        }
    }

    private void awaitReady() {
        try {
            String line = says.readLine();
            if (!BridgeMain.READY.equals(line)) {
                program.close();
                throw new IllegalStateException("the bridge did not start: " + line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
