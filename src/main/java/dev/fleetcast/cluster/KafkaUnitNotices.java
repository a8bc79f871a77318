package dev.fleetcast.cluster;

import dev.fleetcast.cluster.topic.Command;
import dev.fleetcast.cluster.topic.CommandsTopic;
import dev.fleetcast.replica.ReplicaId;
import dev.fleetcast.replica.ThisReplica;
import dev.fleetcast.stream.Router;
import dev.fleetcast.stream.event.ControlEvents;
import dev.fleetcast.stream.event.UnitNotice;
import dev.fleetcast.stream.spi.UnitNotices;
import dev.fleetcast.telemetry.UnitId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Passes notices of units to every replica, and those that arrive to the streams of this one. */
@ApplicationScoped
class KafkaUnitNotices implements UnitNotices {

    private final ReplicaId me;
    private final CommandsTopic topic;
    private final Router router;

    KafkaUnitNotices(ThisReplica me, CommandsTopic topic, Router router) {
        this.me = me.id();
        this.topic = topic;
        this.router = router;
    }

    @Override
    public Uni<Void> send(UnitNotice notice) {
        return topic.send(Command.notice(me, notice));
    }

    void heard(UnitNotice notice) {
        router.tell(new UnitId(notice.unitId()), ControlEvents.of(notice));
    }
}
