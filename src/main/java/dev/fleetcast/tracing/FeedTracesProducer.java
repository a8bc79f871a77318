package dev.fleetcast.tracing;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Produces the configured traces: without tracing, none of OpenTelemetry's classes are loaded. */
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
