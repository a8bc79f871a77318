package dev.fleetcast.tracing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Traces. How and where they are sent is said in the variables of OpenTelemetry, {@code OTEL_*}. */
@ConfigMapping(prefix = "fleetcast.tracing")
public interface TracingConfig {

    /**
     * Whether traces of messages, from Kafka to the streams, are sent to a collector. Of what begins here one in a hundred is
     * traced, and what comes with a sampled {@code traceparent}; {@code OTEL_TRACES_SAMPLER} says otherwise.
     */
    @WithDefault("false")
    boolean enabled();
}
