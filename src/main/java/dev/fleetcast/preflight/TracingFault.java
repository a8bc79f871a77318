package dev.fleetcast.preflight;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What OpenTelemetry finds wrong with its own settings, which only it can judge. */
final class TracingFault {

    /** By name: nothing of OpenTelemetry is loaded unless traces are switched on. */
    private static final String EXCEPTION = "io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException";

    private static final Pattern PROPERTY = Pattern.compile("otel(\\.[a-z0-9_]+)+");

    private TracingFault() {}

    /** The setting, if that was the reason of a start that failed; its value may be a secret and is not told. */
    static Optional<Problem> in(Throwable failure) {
        List<Throwable> causes = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .dropWhile(cause -> !cause.getClass().getName().equals(EXCEPTION))
                .toList();
        return causes.isEmpty()
                ? Optional.empty()
                : Optional.of(new Problem(property(causes), "is not what OpenTelemetry can work with", ""));
    }

    private static String property(List<Throwable> causes) {
        return causes.stream()
                .map(cause -> PROPERTY.matcher(String.valueOf(cause.getMessage())))
                .filter(Matcher::find)
                .map(Matcher::group)
                .findFirst()
                .orElse("fleetcast.tracing.enabled");
    }
}
