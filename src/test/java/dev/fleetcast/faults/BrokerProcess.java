package dev.fleetcast.faults;

import dev.fleetcast.testing.ProcessSignals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A broker in a separate process, across restarts. */
final class BrokerProcess {

    private final Class<?> main;
    private final List<String> arguments;
    private final Path log;
    private Process process;

    /** @param main the main class, which runs with these arguments and the class path of the tests */
    BrokerProcess(Class<?> main, List<String> arguments, Path log) {
        this.main = main;
        this.arguments = arguments;
        this.log = log;
    }

    /** Starts it with the data of its previous run; it does not accept requests yet. */
    void start() {
        String java = ProcessHandle.current().info().command().orElse("java");
        List<String> command = Stream.concat(
                        Stream.of(java, "-Xmx512m", "-XX:+UseSerialGC", main.getName()), arguments.stream())
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills it if it runs, as in a power failure. */
    void kill() {
        if (process == null) {
            return;
        }
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void pause() {
        ProcessSignals.pause(process);
    }

    void resume() {
        ProcessSignals.resume(process);
    }
}
