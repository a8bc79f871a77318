package dev.fleetcast.cluster;

import dev.fleetcast.access.Roles;
import dev.fleetcast.cluster.liveness.Replicas;
import dev.fleetcast.kafka.KafkaConnectivity;
import dev.fleetcast.knowledge.Needs;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.replica.ThisReplica;
import dev.fleetcast.stream.spi.ReplicaLoad;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Shows the state of all replicas, as known to this one. */
@RolesAllowed(Roles.ADMIN)
@Path("/api/v1/admin/operations/replicas")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
@Needs(View.REPLICAS)
public class OperationsResource {

    private final Replicas replicas;
    private final ThisReplica me;
    private final KafkaConnectivity link;

    OperationsResource(Replicas replicas, ThisReplica me, KafkaConnectivity link) {
        this.replicas = replicas;
        this.me = me;
        this.link = link;
    }

    @GET
    @Operation(
            summary = "Show the load of each replica",
            description = "Taken from heartbeats, at most one second old while Kafka is reachable.")
    @APIResponse(responseCode = "200", description = "The live replicas.")
    public Map<String, Deployment> replicas() {
        List<LiveReplica> live = replicas.figures().entrySet().stream()
                .sorted(Comparator.comparing(replica -> replica.getKey().value()))
                .map(replica -> new LiveReplica(
                        replica.getKey().value(), replica.getKey().equals(me.id()), replica.getValue()))
                .toList();
        return Map.of("data", new Deployment(live, link.lostSince().orElse(null)));
    }

    /**
     * All replicas.
     *
     * @param replicas the live replicas
     * @param kafkaLostSince the time since which Kafka has not answered; null while it answers
     */
    record Deployment(
            List<LiveReplica> replicas,
            @Schema(nullable = true) Instant kafkaLostSince) {}

    /**
     * One replica.
     *
     * @param id the replica id
     * @param answering whether this replica answered the call
     * @param figures its load
     */
    record LiveReplica(
            String id,
            boolean answering,
            @Schema(nullable = true) ReplicaLoad figures) {}
}
