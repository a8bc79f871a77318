package dev.fleetcast.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A contestant's program, with all of its child processes. */
final class PeerProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Process process;

    private PeerProcess(Process process) {
        this.process = process;
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill, "peer-closer"));
    }

    /**
     * Starts the program in that directory.
     *
     * @param log the file there for its output; null to read the output from {@link #process} instead
     */
    static PeerProcess start(
            Path directory, String log, List<String> prefix, List<String> command, Map<String, String> environment) {
        List<String> words = new ArrayList<>(prefix);
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
        builder.environment().putAll(environment);
        if (log == null) {
            builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        } else {
            builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            directory.resolve(log).toFile()));
        }
        try {
            return new PeerProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The Java executable of this process. */
    static String java() {
        return ProcessHandle.current().info().command().orElse("java");
    }

    /** The path of an installed program; fails with the names of its packages if it is missing. */
    static String installed(String program, String packages) {
        return Stream.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin")
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException(program + " is missing; on Debian: apt-get install " + packages));
    }

    /** The process itself, without its child processes. */
    Process process() {
        return process;
    }

    /** The process and all of its child processes. */
    List<ProcessHandle> all() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
    }

    /** Terminates the process; kills remaining processes after a while. */
    @Override
    public void close() {
        List<ProcessHandle> all = all();
        process.destroy();
        try {
            process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(handle -> handle.onExit().join());
    }

    private void kill() {
        all().forEach(ProcessHandle::destroyForcibly);
    }
}
