package dev.fleetcast.device.command.stream;

import dev.fleetcast.device.event.DeviceEvent;
import dev.fleetcast.device.event.EventPublisher;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Publishes {@code spark/status} events. */
@ApplicationScoped
class StatusEvents implements StatusReports {

    private static final String NAME = "spark/status";

    private final EventPublisher publisher;

    StatusEvents(EventPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public Uni<Void> report(String coreid, boolean online, Instant at) {
        return publisher.publish(DeviceEvent.aboutDevice(
                coreid, NAME, online ? "online" : "offline", at.truncatedTo(ChronoUnit.MILLIS)));
    }
}
