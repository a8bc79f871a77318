package dev.fleetcast.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class OutageLogFilterTest {

    private static final String CLIENT = "org.apache.kafka.clients.NetworkClient";

    private final AtomicLong clock = new AtomicLong();
    private final OutageLogFilter filter = new OutageLogFilter(clock::get);

    @Test
    void complaintPassesOnceAMinute() {
        assertThat(filter.isLoggable(line(CLIENT, Level.WARNING, "[Producer a] Connection to node 1 failed")))
                .isTrue();
        assertThat(filter.isLoggable(line(CLIENT, Level.WARNING, "[Producer b] Connection to node 1 failed")))
                .isFalse();

        clock.addAndGet(Duration.ofMinutes(1).toNanos());

        assertThat(filter.isLoggable(line(CLIENT, Level.WARNING, "[Producer a] Connection to node 1 failed")))
                .isTrue();
    }

    @Test
    void anotherComplaintPassesAtOnce() {
        filter.isLoggable(line(CLIENT, Level.WARNING, "Connection to node 1 failed"));

        assertThat(filter.isLoggable(line(CLIENT, Level.SEVERE, "Authentication failed")))
                .isTrue();
    }

    @Test
    void otherLogLinesAlwaysPass() {
        for (int i = 0; i < 3; i++) {
            assertThat(filter.isLoggable(line("dev.fleetcast.kafka.Topics", Level.WARNING, "not yet")))
                    .isTrue();
            assertThat(filter.isLoggable(line(CLIENT, Level.INFO, "connected"))).isTrue();
        }
    }

    private static LogRecord line(String logger, Level level, String message) {
        LogRecord line = new LogRecord(level, message);
        line.setLoggerName(logger);
        return line;
    }
}
