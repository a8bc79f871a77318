package dev.fleetcast.history.current;

import dev.fleetcast.fleet.UnitDirectory;
import dev.fleetcast.history.read.Assignments;
import dev.fleetcast.history.record.HistoryException;
import dev.fleetcast.history.record.TripNews;
import dev.fleetcast.history.recorder.RecorderConfig;
import dev.fleetcast.history.trip.CurrentTrips;
import dev.fleetcast.history.trip.TripRules;
import dev.fleetcast.replica.Background;
import dev.fleetcast.telemetry.UnitId;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/** Publishes the current trips that recorders have changed, those of a unit at most once per interval, on a thread of its own. */
@ApplicationScoped
class CurrentTripsPublishing {

    private static final Logger LOG = Logger.getLogger(CurrentTripsPublishing.class);
    private static final Duration INTERVAL = Duration.ofSeconds(3);

    private final TripNews news;
    private final Assignments assignments;
    private final UnitDirectory directory;
    private final CurrentTripsTopic topic;
    private final boolean enabled;
    private final Background worker = new Background("fleetcast-current-trips");

    CurrentTripsPublishing(
            TripNews news,
            Assignments assignments,
            UnitDirectory directory,
            CurrentTripsTopic topic,
            RecorderConfig config,
            TripRules rules) {
        this.news = news;
        this.assignments = assignments;
        this.directory = directory;
        this.topic = topic;
        this.enabled = config.enabled() && rules.source() == TripRules.Source.DETECTED;
    }

    void start(@Observes StartupEvent started) {
        if (enabled) {
            worker.every(INTERVAL, this::publish);
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        worker.close();
    }

    private void publish() {
        try {
            news.publishCurrent(this::publish);
        } catch (HistoryException | HttpProblem away) {
            // Other components report outages; the next turn catches up.
            LOG.debug("Current trips cannot be published now", away);
        }
    }

    /** Returns when Kafka has them. */
    private void publish(Map<Long, CurrentTrips> trips) {
        Map<Long, Long> clients = new HashMap<>();
        trips.keySet()
                .forEach(id -> directory.byId(new UnitId(id)).ifPresent(unit -> clients.put(id, unit.clientId())));
        Map<Long, Set<Long>> foreign = assignments.ofOtherOwners(clients);
        Map<Long, OwnedTrips> owned = new HashMap<>();
        clients.forEach((unit, client) ->
                owned.put(unit, OwnedTrips.of(trips.get(unit), client, foreign.getOrDefault(unit, Set.of()))));
        topic.write(owned).await().indefinitely();
    }
}
