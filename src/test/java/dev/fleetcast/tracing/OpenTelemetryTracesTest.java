package dev.fleetcast.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.demo.embedded.Ports;
import dev.fleetcast.telemetry.DeliveryObserver;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenTelemetryTracesTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SAMPLED = "00-" + TRACE + "-00f067aa0ba902b7-01";
    private static final String NOT_SAMPLED = "00-" + TRACE + "-00f067aa0ba902b7-00";

    private Collector collector;

    @BeforeEach
    void start() throws Exception {
        collector = new Collector();
    }

    @AfterEach
    void stop() throws Exception {
        collector.close();
    }

    @Test
    void recordsWayBelongsToItsOwnTrace() {
        OpenTelemetryTraces traces = sendingTo(collector.address(), "0");

        DeliveryObserver observer = traces.begin(record(SAMPLED), Instant.now());
        observer.routed();
        observer.delivered(3);
        observer.delivered(2);
        traces.close();

        Awaitility.await()
                .untilAsserted(() -> assertThat(collector.spansOf(TRACE)).isEqualTo(3));
        assertThat(collector.all())
                .startsWith("/v1/traces ")
                .contains("fleetcast", "process fleet.telemetry", "deliver fleet.telemetry", "fleetcast.streams")
                .contains("service.version");
    }

    @Test
    void unsampledTraceIsNotRecorded() {
        OpenTelemetryTraces traces = sendingTo(collector.address(), "1");

        assertThat(traces.begin(record(NOT_SAMPLED), Instant.now())).isNull();

        traces.close();
        assertThat(collector.all()).isEmpty();
    }

    @Test
    void recordWithoutATraceStartsOneAtTheConfiguredRate() {
        OpenTelemetryTraces never = sendingTo(collector.address(), "0");
        assertThat(never.begin(record(null), Instant.now())).isNull();
        never.close();

        OpenTelemetryTraces always = sendingTo(collector.address(), "1");
        always.begin(record(null), Instant.now()).routed();
        always.close();

        awaitSpan();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "00-zz-00f067aa0ba902b7-01", "\r\n", SAMPLED + SAMPLED + SAMPLED})
    void malformedTraceHeaderIsIgnored(String header) {
        OpenTelemetryTraces traces = sendingTo(collector.address(), "1");

        traces.begin(record(header), Instant.now()).routed();
        traces.close();

        awaitSpan();
        assertThat(collector.spansOf(TRACE)).isZero();
    }

    @Test
    @Timeout(60)
    void unreachableCollectorDelaysNothing() {
        OpenTelemetryTraces traces = sendingTo("http://127.0.0.1:" + Ports.free(), "1");

        for (int i = 0; i < 10_000; i++) {
            DeliveryObserver observer = traces.begin(record(null), Instant.now());
            observer.routed();
            observer.delivered(1);
        }

        traces.close();
    }

    private void awaitSpan() {
        Awaitility.await().untilAsserted(() -> assertThat(collector.all()).contains("process fleet.telemetry"));
    }

    private static OpenTelemetryTraces sendingTo(String address, String ratio) {
        Map<String, String> settings = new HashMap<>();
        settings.put("otel.exporter.otlp.endpoint", address);
        settings.put("otel.traces.sampler.arg", ratio);
        return OpenTelemetryTraces.configured(settings);
    }

    private static ConsumerRecord<byte[], byte[]> record(String traceparent) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("fleet.telemetry", 3, 7, null, new byte[0]);
        if (traceparent != null) {
            record.headers().add("traceparent", traceparent.getBytes(StandardCharsets.UTF_8));
        }
        return record;
    }
}
