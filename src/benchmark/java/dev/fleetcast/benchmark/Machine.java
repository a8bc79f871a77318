package dev.fleetcast.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The state of the whole machine. */
final class Machine {

    private static final double TICKS_PER_SECOND = 100;
    private static final int PAGE_BYTES = 4096;
    private static final int IDLE = 3;
    private static final int IO_WAIT = 4;
    /** user, nice, system, idle, iowait, irq, softirq, steal; these include the following fields. */
    private static final int STATES = 8;

    private Machine() {}

    /** All cores of the machine, even if this process may use fewer. */
    static int cores() {
        return (int) lines("/proc/stat").stream()
                .filter(line -> line.matches("cpu[0-9].*"))
                .count();
    }

    /** Seconds that all its cores have been busy. */
    static double busySeconds() {
        String[] words = lines("/proc/stat").get(0).trim().split("\\s+");
        long[] ticks =
                Arrays.stream(words, 1, 1 + STATES).mapToLong(Long::parseLong).toArray();
        return (Arrays.stream(ticks).sum() - ticks[IDLE] - ticks[IO_WAIT]) / TICKS_PER_SECOND;
    }

    /** Memory of the buffers of all TCP sockets, in bytes. */
    static long tcpBufferBytes() {
        for (String line : lines("/proc/net/sockstat")) {
            if (line.startsWith("TCP:")) {
                return Long.parseLong(line.replaceAll(".*mem ", "")) * PAGE_BYTES;
            }
        }
        return 0;
    }

    /** Memory of the kernel's own structures, sockets among them, in bytes. */
    static long slabBytes() {
        return lines("/proc/meminfo").stream()
                .filter(line -> line.startsWith("Slab:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                .sum();
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
