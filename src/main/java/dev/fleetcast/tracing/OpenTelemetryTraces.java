package dev.fleetcast.tracing;

import dev.fleetcast.telemetry.DeliveryObserver;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Traces with OpenTelemetry: one span for processing a record, in the trace of its {@code traceparent} header, and one span
 * per event loop that delivers it. Spans wait for the collector in a bounded queue; when it is full, spans are dropped.
 */
final class OpenTelemetryTraces implements FeedTraces {

    private static final int LAST_WORDS_SECONDS = 3;

    /** Defaults that OpenTelemetry lacks or sets differently; its own variables take precedence. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "otel.service.name", "fleetcast",
            "otel.exporter.otlp.protocol", "http/protobuf",
            "otel.traces.sampler", "parentbased_traceidratio",
            "otel.traces.sampler.arg", "0.01");

    /** Metrics go to Prometheus, logs to the console. */
    private static final Map<String, String> NOT_HERE = Map.of(
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none");

    private final OpenTelemetrySdk sdk;
    private final Tracer tracer;

    private OpenTelemetryTraces(OpenTelemetrySdk sdk) {
        this.sdk = sdk;
        this.tracer = sdk.getTracer("dev.fleetcast");
    }

    /** Configured by OpenTelemetry's variables, {@code OTEL_*}. */
    static OpenTelemetryTraces fromEnvironment() {
        return configured(Map.of());
    }

    /** Like {@link #fromEnvironment}, with settings that take precedence over the variables. */
    static OpenTelemetryTraces configured(Map<String, String> settings) {
        OpenTelemetrySdk sdk = AutoConfiguredOpenTelemetrySdk.builder()
                .disableShutdownHook()
                .addPropertiesSupplier(() -> DEFAULTS)
                .addPropertiesCustomizer(properties -> NOT_HERE)
                .addPropertiesCustomizer(properties -> settings)
                .addResourceCustomizer((resource, properties) ->
                        resource.toBuilder().put("service.version", version()).build())
                .build()
                .getOpenTelemetrySdk();
        return new OpenTelemetryTraces(sdk);
    }

    @Override
    public DeliveryObserver begin(ConsumerRecord<?, ?> record, Instant readAt) {
        Context parent =
                W3CTraceContextPropagator.getInstance().extract(Context.root(), record.headers(), RecordHeaders.GETTER);
        Span reading = tracer.spanBuilder("process " + record.topic())
                .setParent(parent)
                .setSpanKind(SpanKind.CONSUMER)
                .setStartTimestamp(readAt)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.operation.type", "process")
                .setAttribute("messaging.destination.name", record.topic())
                .setAttribute("messaging.destination.partition.id", Integer.toString(record.partition()))
                .setAttribute("messaging.kafka.offset", record.offset())
                .startSpan();
        return reading.isRecording() ? new TracedDelivery(tracer, reading, parent, record.topic()) : null;
    }

    /** Flushes pending spans, at most 3 s. */
    void close() {
        sdk.getSdkTracerProvider().shutdown().join(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
    }

    private static String version() {
        return ConfigProvider.getConfig()
                .getOptionalValue("quarkus.application.version", String.class)
                .orElse("unknown");
    }

    /** Reads trace headers of Kafka records. */
    private enum RecordHeaders implements TextMapGetter<Headers> {
        GETTER;

        /** More than a {@code traceparent} needs, and the length that {@code tracestate} must support. */
        private static final int LONGEST = 512;

        @Override
        public Iterable<String> keys(Headers headers) {
            List<String> keys = new ArrayList<>();
            headers.forEach(header -> keys.add(header.key()));
            return keys;
        }

        @Override
        public String get(Headers headers, String key) {
            Header header = headers == null ? null : headers.lastHeader(key);
            return header == null || header.value() == null || header.value().length > LONGEST
                    ? null
                    : new String(header.value(), StandardCharsets.ISO_8859_1);
        }
    }
}
