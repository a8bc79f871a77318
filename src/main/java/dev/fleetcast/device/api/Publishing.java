package dev.fleetcast.device.api;

import dev.fleetcast.device.Device;
import dev.fleetcast.device.DeviceCaller;
import dev.fleetcast.device.Devices;
import dev.fleetcast.device.event.DeviceEvent;
import dev.fleetcast.device.event.EventPublisher;
import dev.fleetcast.device.event.EventRates;
import dev.fleetcast.device.event.EventRequest;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/** Publishes the events of requests: a device's in its own name whatever they say, a user's to the user's clients. */
@ApplicationScoped
class Publishing {

    private final EventPublisher publisher;
    private final EventRates rates;

    Publishing(EventPublisher publisher, EventRates rates) {
        this.publisher = publisher;
        this.rates = rates;
    }

    /**
     * Publishes.
     *
     * @return completes when Kafka has the event; fails with a problem: 403 for a user without a client, 429 for a
     *     device that publishes too much, 503 when Kafka does not answer
     */
    Uni<Void> publish(DeviceCaller caller, EventRequest wanted) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        if (caller.isDevice()) {
            Device device = caller.device().orElseThrow(Devices::denied);
            String coreid = device.coreid().value();
            rates.count(coreid);
            return publisher.publish(
                    DeviceEvent.ofDevice(coreid, wanted.name(), wanted.data(), wanted.ttl(), wanted.isPrivate(), now));
        }
        Set<Long> clients = caller.clients();
        if (clients.isEmpty()) {
            throw HttpProblem.valueOf(
                    Status.FORBIDDEN, "This user belongs to no client, so no user could see the event.");
        }
        return publisher.publish(
                DeviceEvent.ofUser(clients, wanted.name(), wanted.data(), wanted.ttl(), wanted.isPrivate(), now));
    }
}
