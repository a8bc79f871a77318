package dev.fleetcast.ingest.api;

/** The answer to telemetry that Kafka has acknowledged. */
record TelemetryAnswer(Count data) {

    /** @param accepted the number of messages */
    record Count(int accepted) {}

    static TelemetryAnswer of(int accepted) {
        return new TelemetryAnswer(new Count(accepted));
    }
}
