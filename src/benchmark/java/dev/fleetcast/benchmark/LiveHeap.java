package dev.fleetcast.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The live heap of a JVM. */
final class LiveHeap {

    /** In this time, short-lived data such as uncommitted batches are released. */
    private static final int SETTLE_MILLIS = 4_000;

    private LiveHeap() {}

    /** Bytes of live objects after a full collection, which pauses the process; measure without load. */
    static long bytes(ProcessHandle process) {
        Pause.millis(SETTLE_MILLIS);
        run(process, "GC.run");
        String histogram = run(process, "GC.class_histogram");
        String total = histogram
                .lines()
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("jcmd says: " + histogram));
        return Long.parseLong(total.trim().split("\\s+")[2]);
    }

    private static String run(ProcessHandle process, String command) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process jcmdProcess = new ProcessBuilder(List.of(jcmd, String.valueOf(process.pid()), command))
                    .redirectErrorStream(true)
                    .start();
            return new String(jcmdProcess.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
