package dev.fleetcast.project.container;

import dev.fleetcast.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A process confined like a container of the image, without a container engine. */
final class Container implements AutoCloseable {

    private static final Path SCRIPT = Path.of("src", "test", "resources", "container", "as-image.sh");

    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private final Process process;
    private final Path output;

    private Container(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Runs that command; skips the test if the system does not allow it. */
    static Container run(Dockerfile image, Map<String, String> environment, List<String> command) throws Exception {
        requireMountNamespaces();
        String javaHome = System.getProperty("java.home");
        String[] user = image.user().split(":");
        List<String> words = new ArrayList<>(List.of(
                "unshare",
                "--mount",
                SCRIPT.toAbsolutePath().toString(),
                Files.createTempDirectory(TARGET, "image-").toString(),
                javaHome,
                user[0],
                user[1],
                image.workingDirectory()));
        image.copies().forEach((to, from) -> words.addAll(List.of(from.toString(), to)));
        words.add("--");
        words.addAll(command);
        Path output = Files.createTempFile(TARGET, "container-", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", javaHome + "/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        builder.environment().putAll(image.environment());
        builder.environment().putAll(environment);
        return new Container(builder.start(), output);
    }

    private static void requireMountNamespaces() throws IOException, InterruptedException {
        Tools.require("setpriv");
        int exit = new ProcessBuilder(Tools.require("unshare").toString(), "--mount", "true")
                .start()
                .waitFor();
        Assumptions.assumeTrue(exit == 0, "only root can make file systems");
    }

    /** Whether the process is running. */
    boolean isRunning() {
        return process.isAlive();
    }

    /** Waits until the process has ended, and returns its exit code. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the container did not stop");
        }
        return process.exitValue();
    }

    /** Sends the stop signal that container engines send. */
    void stop() {
        process.destroy();
    }

    List<String> lines() throws IOException {
        return Files.readAllLines(output);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
