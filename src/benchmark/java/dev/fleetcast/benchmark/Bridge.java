package dev.fleetcast.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The process that publishes the feed from Kafka to a peer that cannot read Kafka itself. */
final class Bridge implements AutoCloseable {

    private final PeerProcess program;
    private final BufferedReader says;

    private Bridge(PeerProcess program) {
        this.program = program;
        this.says = program.process().inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts a bridge; returns when it publishes all new records of the topic.
     *
     * @param port the peer's publishing port
     * @param target the path of its requests, before the unit's id; or {@link BridgeMain#PUSHPIN} and the port of the
     *     origin that the bridge also runs
     */
    static Bridge start(Arena arena, int port, String... target) {
        List<String> command = new ArrayList<>(List.of(
                PeerProcess.java(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                BridgeMain.class.getName(),
                arena.bootstrapServers(),
                arena.topic(),
                String.valueOf(arena.dataBytes()),
                String.valueOf(port)));
        command.addAll(List.of(target));
        Bridge bridge = new Bridge(PeerProcess.start(
                arena.directory(),
                null,
                arena.otherPrefix(),
                command,
                Map.of("CLASSPATH", System.getProperty("java.class.path"))));
        bridge.awaitReady();
        return bridge;
    }

    ProcessHandle process() {
        return program.process().toHandle();
    }

    /** Ends the bridge; reports on the console when the peer did not accept every message. */
    @Override
    public void close() {
        try {
            program.process().getOutputStream().close();
            String account = says.readLine();
            if (program.process().waitFor() != 0) {
                System.err.println("not all messages were taken from the bridge: " + account);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
