package dev.fleetcast.demo.embedded;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Keeps the embedded servers' log output, hundreds of lines at a start, out of the log before Quarkus has configured it. */
final class QuietLoggers {

    // Strong references, because a logger without one loses its level.
    private static final List<Logger> WARNINGS = Stream.of(
                    "kafka", "org.apache.kafka", "state.change.logger", "io.zonky.test")
            .map(Logger::getLogger)
            .toList();
    private static final List<Logger> ERRORS =
            Stream.of("org.apache.kafka.controller").map(Logger::getLogger).toList();

    private QuietLoggers() {}

    /** Takes effect once; later settings win. */
    static void apply() {
        WARNINGS.forEach(logger -> logger.setLevel(Level.WARNING));
        ERRORS.forEach(logger -> logger.setLevel(Level.SEVERE));
    }
}
