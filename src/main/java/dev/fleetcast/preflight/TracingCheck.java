package dev.fleetcast.preflight;

import java.util.ArrayList;
import java.util.List;

/** Whether traces can be sent as OpenTelemetry's own settings say. */
final class TracingCheck implements Check {

    private static final String ENABLED = "fleetcast.tracing.enabled";
    private static final String PROTOCOL = "http/protobuf";
    private static final List<String> PROTOCOLS =
            List.of("otel.exporter.otlp.protocol", "otel.exporter.otlp.traces.protocol");
    private static final List<String> ENDPOINTS =
            List.of("otel.exporter.otlp.endpoint", "otel.exporter.otlp.traces.endpoint");

    @Override
    public List<Problem> problems(Settings settings) {
        if (!settings.isOn(ENABLED)) {
            return List.of();
        }
        List<Problem> problems = new ArrayList<>();
        for (String property : PROTOCOLS) {
            settings.text(property)
                    .filter(protocol -> !protocol.equals(PROTOCOL))
                    .ifPresent(other -> problems.add(new Problem(
                            property, "is not " + PROTOCOL + ", which is what traces can be sent by", PROTOCOL)));
        }
        for (String property : ENDPOINTS) {
            settings.text(property)
                    .filter(address -> !address.matches("https?://[^/\\s]+.*"))
                    .ifPresent(other -> problems.add(new Problem(
                            property,
                            "is not an address that begins with http:// or https://",
                            "http://collector:4318")));
        }
        return problems;
    }
}
