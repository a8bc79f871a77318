package dev.fleetcast.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What is logged from the creation on: the logger, the message, its parameters and the exception of each record. */
final class LogLines implements AutoCloseable {

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Handler listening = new Handler() {
        @Override
        public void publish(LogRecord record) {
            lines.add(record.getLoggerName()
                    + ' '
                    + record.getMessage()
                    + ' '
                    + Arrays.toString(record.getParameters())
                    + ' '
                    + record.getThrown());
        }

        @Override
        public void flush() {
            // The handler buffers nothing.
        }

        @Override
        public void close() {
            // The handler has nothing to close.
        }
    };

    LogLines() {
        Logger.getLogger("").addHandler(listening);
    }

    List<String> all() {
        return List.copyOf(lines);
    }

    /** Asserts that no line contains that text; a probe proves that lines are captured. */
    void assertNoneContains(String secret) {
        String probe = "probe " + UUID.randomUUID();
        org.jboss.logging.Logger.getLogger(LogLines.class).info(probe);
        assertThat(lines).anyMatch(line -> line.contains(probe));

        assertThat(lines).noneMatch(line -> line.contains(secret));
    }

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(listening);
    }
}
