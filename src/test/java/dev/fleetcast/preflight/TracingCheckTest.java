package dev.fleetcast.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracingCheckTest {

    @ParameterizedTest
    @CsvSource({
        "otel.traces.sampler, no-such-thing, OTEL_TRACES_SAMPLER",
        "otel.exporter.otlp.timeout, soon, OTEL_EXPORTER_OTLP_TIMEOUT"
    })
    void settingThatOpenTelemetryRefusesIsNamedWithoutItsValue(String property, String value, String variable) {
        Throwable refused = catchThrowable(() -> AutoConfiguredOpenTelemetrySdk.builder()
                .disableShutdownHook()
                .addPropertiesSupplier(
                        () -> Map.of("otel.metrics.exporter", "none", "otel.logs.exporter", "none", property, value))
                .build());

        assertThat(Preflight.complaint(new IllegalStateException(refused)))
                .hasValueSatisfying(complaint -> assertThat(complaint)
                        .contains(variable + " is not accepted")
                        .doesNotContain(value));
    }

    @Test
    void withoutANameTheSwitchIsNamed() {
        assertThat(TracingCheck.causeOf(new ConfigurationException("something")))
                .hasValueSatisfying(problem -> assertThat(problem.variable()).isEqualTo("FLEETCAST_TRACING_ENABLED"));
    }

    @Test
    void otherFaultsAreNotOfTracing() {
        assertThat(TracingCheck.causeOf(new IllegalStateException("otel.traces.sampler")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "OTEL_EXPORTER_OTLP_PROTOCOL, grpc, is not http/protobuf",
        "OTEL_EXPORTER_OTLP_ENDPOINT, collector:4318, is not a URL",
        "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, grpc://collector, is not a URL"
    })
    void collectorOfTracesIsOneThatCanBeReached(String variable, String value, String told) {
        Environment wrong = Environment.good().with(variable, value);

        assertThat(wrong.complaintsOf(new TracingCheck())).isEmpty();
        assertThat(wrong.with("FLEETCAST_TRACING_ENABLED", "true").complaintsOf(new TracingCheck()))
                .singleElement()
                .asString()
                .startsWith(variable + " " + told);
    }

    @Test
    void protocolOfTracesTakesPrecedenceOverTheGeneralProtocol() {
        Environment both = Environment.good()
                .with("FLEETCAST_TRACING_ENABLED", "true")
                .with("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc")
                .with("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "http/protobuf");

        assertThat(both.complaintsOf(new TracingCheck())).isEmpty();
    }
}
