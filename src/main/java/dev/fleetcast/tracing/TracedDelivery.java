package dev.fleetcast.tracing;

import dev.fleetcast.telemetry.DeliveryObserver;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;

/** The spans of one record. Contains nothing that identifies streams, units or places. */
final class TracedDelivery implements DeliveryObserver {

    private final Tracer tracer;
    private final Span reading;
    private final Context context;
    private final String topic;
    private volatile Instant routedAt;

    TracedDelivery(Tracer tracer, Span reading, Context parent, String topic) {
        this.tracer = tracer;
        this.reading = reading;
        this.context = parent.with(reading);
        this.topic = topic;
    }

    @Override
    public void routed() {
        routedAt = Instant.now();
        reading.end(routedAt);
    }

    @Override
    public void delivered(int streams) {
        tracer.spanBuilder("deliver " + topic)
                .setParent(context)
                .setSpanKind(SpanKind.PRODUCER)
                .setStartTimestamp(routedAt)
                .setAttribute("fleetcast.streams", streams)
                .startSpan()
                .end();
    }
}
