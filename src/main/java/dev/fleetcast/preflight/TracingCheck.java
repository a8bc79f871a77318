package dev.fleetcast.preflight;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Checks OpenTelemetry's settings for sending traces. */
final class TracingCheck implements Check {

    private static final String ENABLED = "fleetcast.tracing.enabled";
    private static final String PROTOCOL = "http/protobuf";
    private static final List<String> PROTOCOLS =
            List.of("otel.exporter.otlp.traces.protocol", "otel.exporter.otlp.protocol");
    private static final List<String> ENDPOINTS =
            List.of("otel.exporter.otlp.traces.endpoint", "otel.exporter.otlp.endpoint");

    @Override
    public List<Problem> problems(Settings settings) {
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
    private static Optional<Problem> unless(
            Settings settings, List<String> properties, Predicate<String> isFine, String fault, String example) {
        return properties.stream()
                .filter(property -> settings.text(property).isPresent())
                .findFirst()
                .filter(property -> settings.text(property).filter(isFine).isEmpty())
                .map(property -> new Problem(property, fault, example));
    }
}
