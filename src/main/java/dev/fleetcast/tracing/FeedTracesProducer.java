package dev.fleetcast.tracing;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the one kind of traces that is configured: with tracing off, nothing of OpenTelemetry is loaded. */
class FeedTracesProducer {

    @Produces
    @Singleton
    FeedTraces traces(TracingConfig config) {
        return config.enabled() ? OpenTelemetryTraces.fromEnvironment() : FeedTraces.OFF;
    }

    void close(@Disposes FeedTraces traces) {
        if (traces instanceof OpenTelemetryTraces collected) {
            collected.close();
        }
    }
}
