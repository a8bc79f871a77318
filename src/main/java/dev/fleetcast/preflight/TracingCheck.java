package dev.fleetcast.preflight;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks OpenTelemetry's settings for sending traces: before the start, and after one that OpenTelemetry refused. */
final class TracingCheck implements Check {

    private static final String ENABLED = "fleetcast.tracing.enabled";
    private static final String PROTOCOL = "http/protobuf";
    private static final List<String> PROTOCOLS =
            List.of("otel.exporter.otlp.traces.protocol", "otel.exporter.otlp.protocol");
    private static final List<String> ENDPOINTS =
            List.of("otel.exporter.otlp.traces.endpoint", "otel.exporter.otlp.endpoint");

    /** By name: OpenTelemetry's classes are loaded only when tracing is enabled. */
    private static final String EXCEPTION = "io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException";

    private static final Pattern PROPERTY = Pattern.compile("otel(\\.[a-z0-9_]+)+");

    @Override
    public List<ConfigProblem> problems(Settings settings) {
        if (!settings.isOn(ENABLED)) {
            return List.of();
        }
        return Stream.of(
                        unless(
                                settings,
                                PROTOCOLS,
                                PROTOCOL::equals,
                                "is not " + PROTOCOL + ", the only supported protocol for traces",
                                PROTOCOL),
                        unless(
                                settings,
                                ENDPOINTS,
                                address -> address.matches("https?://[^/\\s]+.*"),
                                "is not a URL that starts with http:// or https://",
                                "http://collector:4318"))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The first setting wins: the one for traces takes precedence over the general one. */
    private static Optional<ConfigProblem> unless(
            Settings settings, List<String> properties, Predicate<String> isFine, String fault, String example) {
        return properties.stream()
                .filter(property -> settings.text(property).isPresent())
                .findFirst()
                .filter(property -> settings.text(property).filter(isFine).isEmpty())
                .map(property -> new ConfigProblem(property, fault, example));
    }

    /** The setting that made the start fail, if any; without its value, which may be a secret. */
    static Optional<ConfigProblem> causeOf(Throwable failure) {
        List<Throwable> causes = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .dropWhile(cause -> !cause.getClass().getName().equals(EXCEPTION))
                .toList();
        return causes.isEmpty()
                ? Optional.empty()
                : Optional.of(new ConfigProblem(propertyIn(causes), "is not accepted by OpenTelemetry", ""));
    }

    private static String propertyIn(List<Throwable> causes) {
        return causes.stream()
                .map(cause -> PROPERTY.matcher(String.valueOf(cause.getMessage())))
                .filter(Matcher::find)
                .map(Matcher::group)
                .findFirst()
                .orElse("fleetcast.tracing.enabled");
    }
}
