package dev.fleetcast.preflight;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Errors in OpenTelemetry's settings that only OpenTelemetry can detect. */
final class TracingFault {

    /** By name: OpenTelemetry's classes are loaded only when tracing is enabled. */
    private static final String EXCEPTION = "io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException";

    private static final Pattern PROPERTY = Pattern.compile("otel(\\.[a-z0-9_]+)+");

    private TracingFault() {}

    /** The setting that made the start fail, if any; without its value, which may be a secret. */
    static Optional<Problem> in(Throwable failure) {
        List<Throwable> causes = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .dropWhile(cause -> !cause.getClass().getName().equals(EXCEPTION))
                .toList();
        return causes.isEmpty()
                ? Optional.empty()
                : Optional.of(new Problem(property(causes), "is not accepted by OpenTelemetry", ""));
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
