package dev.fleetcast.device.command.stream;

import io.smallrye.mutiny.Uni;
import java.time.Instant;

/** Tells the world that a device has come or gone. */
@FunctionalInterface
public interface StatusReports {

    /**
     * Publishes the status event of the device. Called once per change, by one replica; again only if that replica
     * failed before it could note the success.
     *
     * @return completes when Kafka has it
     */
    Uni<Void> report(String coreid, boolean online, Instant at);
}
