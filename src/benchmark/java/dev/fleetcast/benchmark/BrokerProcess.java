package dev.fleetcast.benchmark;

import dev.fleetcast.demo.embedded.EmbeddedKafka;
import dev.fleetcast.demo.embedded.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A separate broker, empty at its start. */
final class BrokerProcess implements AutoCloseable {

    private final int port = Ports.free();
    private final OwnProcess process;

    /** Starts the broker and returns when it accepts requests. */
    BrokerProcess(Options options, Path directory) {
        process = OwnProcess.java(
                options.otherPrefix(),
                List.of("-Xmx512m", "-XX:+UseSerialGC"),
                directory.resolve("broker.log"),
                BrokerProcess.class,
                port,
                directory.resolve("broker"));
        while (!process.answer().equals("started")) {
            // Its log uses the same output.
        }
        process.ignoreAnswers();
    }

    public static void main(String[] arguments) throws IOException {
        EmbeddedKafka.start(Integer.parseInt(arguments[0]), Path.of(arguments[1]));
        System.out.println("started");
        while (System.in.read() >= 0) {
            // Runs until its parent process has ended.
        }
        System.exit(0);
    }

    String bootstrapServers() {
        return "localhost:" + port;
    }

    @Override
    public void close() {
        process.close();
    }
}
