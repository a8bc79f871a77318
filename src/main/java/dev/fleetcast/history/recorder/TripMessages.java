package dev.fleetcast.history.recorder;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.fleet.UnitDirectory;
import dev.fleetcast.history.answer.TripAnswer;
import dev.fleetcast.history.read.Assignments;
import dev.fleetcast.history.read.MessagesByKey;
import dev.fleetcast.history.read.MessagesByKey.Key;
import dev.fleetcast.history.record.HistoryException;
import dev.fleetcast.history.record.TripNews;
import dev.fleetcast.history.trip.Point;
import dev.fleetcast.history.trip.Trip;
import dev.fleetcast.history.trip.TripRules;
import dev.fleetcast.replica.Background;
import dev.fleetcast.telemetry.UnitId;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.TimeoutException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Publishes the trips that ended and those that late points have changed, and ends those of silent units, on a thread of
 * its own. A crash may publish a trip again, with the same revision.
 */
@ApplicationScoped
class TripMessages {

    private static final Logger LOG = Logger.getLogger(TripMessages.class);
    /** Trips of another replica's recorder, after a crash, and trips that end by the clock wait for so long. */
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final TripNews news;
    private final MessagesByKey messages;
    private final Assignments assignments;
    private final UnitDirectory directory;
    private final TripRules rules;
    private final RecorderOutput output;
    private final RecorderConfig config;
    private final RecorderMetrics metrics;
    private final Background worker = new Background("fleetcast-trips");

    TripMessages(
            TripNews news,
            MessagesByKey messages,
            Assignments assignments,
            UnitDirectory directory,
            TripRules rules,
            RecorderOutput output,
            RecorderConfig config,
            RecorderMetrics metrics) {
        this.news = news;
        this.messages = messages;
        this.assignments = assignments;
        this.directory = directory;
        this.rules = rules;
        this.output = output;
        this.config = config;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent started) {
        if (config.enabled()) {
            worker.every(INTERVAL, this::publishAll);
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        worker.close();
    }

    /** There are trips to publish. */
    void soon() {
        worker.execute(this::publishAll);
    }

    private void publishAll() {
        try {
            Instant now = Instant.now();
            while (news.endByTheClock(now)) {
                LOG.debug("Ended trips by the clock");
            }
            while (news.publish(this::publish)) {
                LOG.debug("Published trips");
            }
        } catch (HistoryException | TimeoutException | KafkaException away) {
            // Other components report outages; the next turn catches up.
            LOG.debug("Trips cannot be published now", away);
        }
    }

    private void publish(Map<Long, List<Trip>> trips) {
        Map<Long, List<Trip>> own = ofOwners(trips);
        Map<Long, Set<Key>> keys = new HashMap<>();
        own.forEach((unit, each) ->
                keys.put(unit, each.stream().flatMap(TripMessages::ends).collect(Collectors.toSet())));
        Map<Long, Map<Key, ObjectNode>> ends = messages.of(keys, this::zone);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        own.forEach((unit, each) ->
                each.forEach(trip -> records.add(output.trip(unit, json(unit, trip, ends.get(unit))))));
        output.write(records);
        trips.values().forEach(each -> metrics.trips(each.size()));
    }

    /** Without those of former owners, which late points may change. */
    private Map<Long, List<Trip>> ofOwners(Map<Long, List<Trip>> trips) {
        Map<Long, Long> owners = new HashMap<>();
        trips.keySet()
                .forEach(unit ->
                        directory.byId(new UnitId(unit)).ifPresent(known -> owners.put(unit, known.clientId())));
        Map<Long, Set<Long>> others = assignments.ofOtherOwners(owners);
        Map<Long, List<Trip>> own = new TreeMap<>();
        trips.forEach((unit, each) -> {
            Set<Long> foreign = others.getOrDefault(unit, Set.of());
            own.put(
                    unit,
                    each.stream()
                            .filter(trip -> !foreign.contains(trip.from().assignment()))
                            .toList());
        });
        return own;
    }

    private ZoneId zone(long unit) {
        return directory.byId(new UnitId(unit)).map(FleetUnit::timezone).orElse(ZoneOffset.UTC);
    }

    private static Stream<Key> ends(Trip trip) {
        return Stream.of(Key.of(trip.from()), Key.of(trip.to()));
    }

    private byte[] json(long unit, Trip trip, Map<Key, ObjectNode> ends) {
        ObjectNode to = message(trip.to(), ends);
        ObjectNode answer = TripAnswer.of(trip, message(trip.from(), ends), to, rules, false);
        answer.put("unit_id", unit);
        answer.set("device", to.path("device"));
        answer.set("vehicle", to.path("vehicle"));
        return answer.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A copy: a message may be the end of one trip and the beginning of the next. */
    private static ObjectNode message(Point point, Map<Key, ObjectNode> ends) {
        ObjectNode kept = ends.get(Key.of(point));
        return kept == null ? JsonNodeFactory.instance.objectNode() : kept.deepCopy();
    }
}
