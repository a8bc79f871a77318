package dev.fleetcast.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The resource use of processes, from the operating system. */
final class ProcessUsage {

    /** {@code USER_HZ}, a constant of Linux's interface, independent of the kernel's own rate. */
    private static final double TICKS_PER_SECOND = 100;

    private static final Path PROC = Path.of("/proc");

    private ProcessUsage() {}

    /** User and system time of all their threads so far, in seconds. */
    static double cpuSeconds(Collection<ProcessHandle> processes) {
        return processes.stream()
                .mapToDouble(process -> cpuSeconds(directory(process).resolve("stat")))
                .sum();
    }

    /** Of that, the time outside of the kernel. */
    static double userSeconds(Collection<ProcessHandle> processes) {
        return processes.stream()
                .mapToDouble(process -> times(directory(process).resolve("stat"))[0])
                .sum();
    }

    /** The same as {@link #cpuSeconds} of each thread, by its name (of which the system keeps 15 characters). */
    static Map<String, Double> cpuSecondsByThread(ProcessHandle process) {
        return byThread(process, thread -> cpuSeconds(thread.resolve("stat")));
    }

    /** How often each thread has waited and gone on so far, by its name as above. */
    static Map<String, Double> wakeUpsByThread(ProcessHandle process) {
        return byThread(
                process,
                thread -> read(thread.resolve("status"))
                        .lines()
                        .filter(line -> line.startsWith("voluntary_ctxt_switches:"))
                        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
                        .sum());
    }

    private static Map<String, Double> byThread(ProcessHandle process, ToDoubleFunction<Path> figure) {
        Map<String, Double> sums = new TreeMap<>();
        try (Stream<Path> threads = Files.list(directory(process).resolve("task"))) {
            for (Path thread : (Iterable<Path>) threads::iterator) {
                String name = read(thread.resolve("comm")).strip();
                sums.merge(name, figure.applyAsDouble(thread), Double::sum);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sums;
    }

    /** Resident memory, in bytes. */
    static long residentBytes(Collection<ProcessHandle> processes) {
        return processes.stream().mapToLong(ProcessUsage::residentBytes).sum();
    }

    /** This process and all of its child processes. */
    static List<ProcessHandle> ours() {
        ProcessHandle self = ProcessHandle.current();
        return Stream.concat(Stream.of(self), self.descendants()).toList();
    }

    /** Resident memory without that of files, in bytes. */
    static long anonymousBytes(ProcessHandle process) {
        return bytes(process, "RssAnon:");
    }

    private static long residentBytes(ProcessHandle process) {
        return bytes(process, "VmRSS:");
    }

    private static long bytes(ProcessHandle process, String field) {
        return read(directory(process).resolve("status"))
                .lines()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                .sum();
    }

    private static double cpuSeconds(Path stat) {
        double[] times = times(stat);
        return times[0] + times[1];
    }

    /** User and system time. */
    private static double[] times(Path stat) {
        String line = read(stat);
        if (line.isEmpty()) {
            return new double[2];
        }
        // The name in parentheses may contain any character; user and system time are fields 14 and 15 of the line.
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        return new double[] {
            Long.parseLong(fields[11]) / TICKS_PER_SECOND, Long.parseLong(fields[12]) / TICKS_PER_SECOND
        };
    }

    private static Path directory(ProcessHandle process) {
        return PROC.resolve(String.valueOf(process.pid()));
    }

    /** Empty when the process or thread has ended. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException ended) {
            return "";
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("No such process")) {
                return "";
            }
            throw new UncheckedIOException(e);
        }
    }
}
