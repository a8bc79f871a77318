package dev.fleetcast.preflight;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A start of the packaged application, in an environment with only the test's settings. */
final class PackagedStart implements AutoCloseable {

    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");

    private final Process process;
    private final Path output;

    private PackagedStart(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static PackagedStart in(Map<String, String> environment) throws IOException {
        Path output = Files.createTempFile(Path.of("target"), "start-", ".log");
        String java = ProcessHandle.current().info().command().orElse("java");
        ProcessBuilder builder = new ProcessBuilder(java, "-XX:TieredStopAtLevel=1", "-Xmx256m", "-jar", JAR.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment()
                .keySet()
                .removeIf(name ->
                        name.startsWith("FLEETCAST_") || name.startsWith("QUARKUS_") || name.startsWith("KAFKA_"));
        builder.environment().putAll(environment);
        return new PackagedStart(builder.start(), output);
    }

    /** Whether the process has exited on its own within the time. */
    boolean hasEndedWithin(long seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    /** Sends SIGTERM, as a terminal or Kubernetes does. */
    void terminate() {
        process.destroy();
    }

    int exitCode() {
        return process.exitValue();
    }

    /** The lines of its output; one that is being written is left out. */
    List<String> lines() throws IOException {
        String text = Files.readString(output);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, 20, TimeUnit.SECONDS).join();
        process.destroyForcibly();
    }
}
