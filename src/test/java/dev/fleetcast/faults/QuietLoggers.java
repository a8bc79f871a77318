package dev.fleetcast.faults;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Silences the reports of broken connections in tests that break them by the thousand. */
final class QuietLoggers {

    // Held, because a logger without a strong reference forgets its level.
    private static final List<Logger> OFF = Stream.of(
                    "io.vertx.core.net.impl.ConnectionBase",
                    "io.vertx.core.http.impl.HttpClientRequestImpl",
                    "org.apache.kafka.clients")
            .map(Logger::getLogger)
            .toList();

    private QuietLoggers() {}

    static void apply() {
        OFF.forEach(logger -> logger.setLevel(Level.OFF));
    }
}
