package dev.fleetcast.kafka;

import dev.fleetcast.threading.ThreadSafe;
import io.quarkus.logging.LoggingFilter;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Keeps an outage of Kafka from flooding the log: each client logs once a second, the connector once for every failed
 * record. Passes each kind of warning once a minute, without the stack traces of the connector's retries.
 */
@ThreadSafe
@LoggingFilter(name = "kafka-outages")
public final class OutageLogFilter implements Filter {

    private static final Duration QUIET = Duration.ofMinutes(1);
    /** Long enough to distinguish warnings, short enough to omit the numbers that vary between lines. */
    private static final int COMPARED_CHARS = 40;

    private static final int KINDS = 1_000;

    private final ConcurrentMap<String, Long> lastPassed = new ConcurrentHashMap<>();
    private final LongSupplier nanoClock;

    /** Called by Quarkus. */
    public OutageLogFilter() {
        this(System::nanoTime);
    }

    OutageLogFilter(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    @Override
    public boolean isLoggable(LogRecord line) {
        return !isComplaint(line) || !isRepeated(line) && isDue(kind(line));
    }

    /** The connector logs a failed record twice: with the error of Kafka, then with the stack trace of its own retries. */
    private static boolean isRepeated(LogRecord line) {
        Throwable thrown = line.getThrown();
        return !(thrown instanceof RetriableException) && isOutage(thrown);
    }

    private static boolean isOutage(Throwable failure) {
        return failure != null && (failure instanceof RetriableException || isOutage(failure.getCause()));
    }

    private boolean isDue(String kind) {
        if (lastPassed.size() > KINDS) {
            lastPassed.clear();
        }
        long now = nanoClock.getAsLong();
        boolean[] due = {false};
        lastPassed.compute(kind, (known, last) -> {
            due[0] = last == null || now - last >= QUIET.toNanos();
            return due[0] ? Long.valueOf(now) : last;
        });
        return due[0];
    }

    private static boolean isComplaint(LogRecord line) {
        String logger = line.getLoggerName();
        return logger != null
                && line.getLevel().intValue() >= Level.WARNING.intValue()
                && (logger.startsWith("org.apache.kafka.")
                        || logger.startsWith("io.smallrye.reactive.messaging.kafka"));
    }

    private static String kind(LogRecord line) {
        String text = String.valueOf(line.getMessage());
        // Lines of the Kafka clients start with the client's name in brackets.
        String message = text.substring(text.indexOf("] ") + 1);
        return line.getLoggerName() + message.substring(0, Math.min(COMPARED_CHARS, message.length()));
    }
}
