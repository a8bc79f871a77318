package dev.fleetcast.stream.api;

import dev.fleetcast.access.SessionEnded;
import dev.fleetcast.access.UnitOwners;
import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.request.Visibility;
import dev.fleetcast.registry.RegistryChanged;
import dev.fleetcast.stream.Stream;
import dev.fleetcast.stream.StreamRecords;
import dev.fleetcast.stream.StreamRegistry;
import dev.fleetcast.stream.event.ByeReason;
import dev.fleetcast.stream.event.UnsubscribeReason;
import dev.fleetcast.telemetry.UnitId;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * Ends streams and subscriptions that have lost their basis: session ended, right lost, unit removed, replica stopping.
 */
@ApplicationScoped
class StreamEndings {

    private final StreamRegistry registry;
    private final Visibility visibility;
    private final UnitOwners owners;
    private final StreamRecords records;

    StreamEndings(StreamRegistry registry, Visibility visibility, UnitOwners owners, StreamRecords records) {
        this.registry = registry;
        this.visibility = visibility;
        this.owners = owners;
        this.records = records;
    }

    void sessionEnded(@Observes SessionEnded ended) {
        for (Stream stream : registry.all()) {
            Viewer owner = stream.owner();
            if (owner != null && owner.sessionId().equals(ended.sessionId())) {
                stream.execute(() -> stream.close(ByeReason.LOGOUT));
            }
        }
    }

    void registryChanged(@Observes RegistryChanged changed) {
        for (Stream stream : registry.all()) {
            Viewer owner = stream.owner();
            if (owner != null) {
                revokeLost(stream, owner);
                stream.execute(stream::lookAgain);
            }
        }
    }

    void stopping(@Observes ShutdownEvent stopping) {
        registry.all().forEach(stream -> stream.execute(() -> stream.close(ByeReason.DRAIN)));
    }

    private void revokeLost(Stream stream, Viewer owner) {
        List<UnitId> lost = stream.subscriptions().units().stream()
                .filter(unit -> !visibility.maySee(owner, unit))
                .toList();
        if (!lost.isEmpty()) {
            lost.forEach(unit -> revoke(stream, unit));
            records.saveSometime(stream);
        }
    }

    private void revoke(Stream stream, UnitId unit) {
        UnsubscribeReason reason =
                owners.clientOf(unit).isEmpty() ? UnsubscribeReason.REMOVED : UnsubscribeReason.REVOKED;
        stream.execute(() -> stream.subscriptions().unfollow(unit, reason));
    }
}
