package dev.fleetcast.device.event.log;

/** CDI event: the log of device events has grown. Fired on the thread that reads Kafka; observers must not block. */
public record LogGrown() {}
