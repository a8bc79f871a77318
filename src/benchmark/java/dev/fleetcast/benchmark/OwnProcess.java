package dev.fleetcast.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of the benchmark that reads commands and writes results as lines; ends with the benchmark. */
final class OwnProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter orders;

    private OwnProcess(Process process) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "process-closer"));
    }

    /** Starts that command; its standard error goes to the file. */
    static OwnProcess start(List<String> prefix, List<String> command, Map<String, String> environment, Path log) {
        List<String> words = new ArrayList<>(prefix);
        words.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            return new OwnProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a main class of this class path. */
    static OwnProcess java(List<String> prefix, List<String> jvmOptions, Path log, Class<?> main, Object... arguments) {
        List<String> command = new ArrayList<>();
        command.add(javaCommand());
        command.addAll(jvmOptions);
        command.add(main.getName());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return start(prefix, command, Map.of("CLASSPATH", System.getProperty("java.class.path")), log);
    }

    static String javaCommand() {
        return ProcessHandle.current().info().command().orElse("java");
    }

    void tell(String line) {
        orders.println(line);
    }

    /** Waits for the next line of its output. */
    String answer() {
        try {
            String line = answers.readLine();
            if (line == null) {
                throw new IllegalStateException("a process of the benchmark has ended, see target/benchmark");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Drains its output, so that it never blocks on writing. */
    void ignoreAnswers() {
        Thread reader = new Thread(
                () -> {
                    try {
                        while (answers.readLine() != null) {
                            // The output is not needed.
                        }
                    } catch (IOException ended) {
                        return;
                    }
                },
                "answers-ignored");
        reader.setDaemon(true);
        reader.start();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** The data is for the benchmark only, so it need not be saved. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
