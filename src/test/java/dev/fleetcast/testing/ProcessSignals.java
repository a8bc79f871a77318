package dev.fleetcast.testing;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Suspends and resumes processes, as {@code kill} of the command line does. */
public final class ProcessSignals {

    private ProcessSignals() {}

    /** Suspends the process until {@link #resume}; the kernel keeps its connections open. */
    public static void pause(Process process) {
        send("STOP", process);
    }

    /** Resumes the process, as if no time had passed. */
    public static void resume(Process process) {
        send("CONT", process);
    }

    private static void send(String signal, Process process) {
        try {
            int exit = new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("cannot send " + signal);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
