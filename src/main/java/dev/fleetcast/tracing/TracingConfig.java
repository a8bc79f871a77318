package dev.fleetcast.tracing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Tracing. The variables of OpenTelemetry, {@code OTEL_*}, configure how and where traces are sent. */
@ConfigMapping(prefix = "fleetcast.tracing")
public interface TracingConfig {

    /**
     * Whether traces of messages, from Kafka to the streams, are sent to a collector. Records with a sampled {@code
     * traceparent} are traced, and one in a hundred of those without; {@code OTEL_TRACES_SAMPLER} changes this.
     */
    @WithDefault("false")
    boolean enabled();
}
