package dev.fleetcast.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class OutageLogFilterTest {

    private static final String CLIENT = "org.apache.kafka.clients.NetworkClient";
    private static final String CONNECTOR = "io.smallrye.reactive.messaging.kafka";

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
    void failedRecordIsLoggedWithTheErrorOfKafkaOnly() {
        TimeoutException outage = new TimeoutException("Topic fleet.trips not present in metadata after 4000 ms.");
        LogRecord error = line(CONNECTOR, Level.SEVERE, "SRMSG18206: Unable to write to Kafka from channel %s");
        error.setThrown(outage);
        LogRecord retries = line(CONNECTOR, Level.SEVERE, "SRMSG18212: Message %s was not sent to Kafka");
        retries.setThrown(new IllegalStateException("Retries exhausted", outage));
        LogRecord bug = line(CONNECTOR, Level.SEVERE, "SRMSG18212: Message %s was not sent to Kafka");
        bug.setThrown(new IllegalStateException("closed"));

        assertThat(filter.isLoggable(error)).isTrue();
        assertThat(filter.isLoggable(retries)).isFalse();
        assertThat(filter.isLoggable(bug)).isTrue();
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
