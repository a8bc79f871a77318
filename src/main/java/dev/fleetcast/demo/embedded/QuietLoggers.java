package dev.fleetcast.demo.embedded;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Keeps the servers' own reports, hundreds of lines at a start, out of the log before Quarkus has configured it. */
final class QuietLoggers {

    // Held, because a logger that nobody holds forgets its level.
    private static final List<Logger> WARNINGS = Stream.of(
                    "kafka", "org.apache.kafka", "state.change.logger", "io.zonky.test")
            .map(Logger::getLogger)
            .toList();
    private static final List<Logger> ERRORS =
            Stream.of("org.apache.kafka.controller").map(Logger::getLogger).toList();

    private QuietLoggers() {}

    /** Has an effect once; later settings win. */
    static void apply() {
        WARNINGS.forEach(logger -> logger.setLevel(Level.WARNING));
        ERRORS.forEach(logger -> logger.setLevel(Level.SEVERE));
    }
}
