package dev.fleetcast.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The kernel's memory of single connections, from {@code ss}. */
final class SocketMemory {

    /** Received and unread, then unacknowledged or unsent, with the kernel's own overhead. */
    private static final Pattern MEMORY = Pattern.compile("skmem:\\(r(\\d+),rb\\d+,t\\d+,tb\\d+,f(\\d+),w(\\d+)");

    private SocketMemory() {}

    /** Bytes of the server's end of the largest connection to that port. */
    static long fullestBytes(int port) {
        return MEMORY.matcher(output("ss", "-tmnH", "sport = :" + port))
                .results()
                .mapToLong(SocketMemory::sum)
                .max()
                .orElse(0);
    }

    private static long sum(MatchResult memory) {
        long sum = 0;
        for (int group = 1; group <= memory.groupCount(); group++) {
            sum += Long.parseLong(memory.group(group));
        }
        return sum;
    }

    private static String output(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
