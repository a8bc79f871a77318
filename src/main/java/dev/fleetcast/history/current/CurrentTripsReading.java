package dev.fleetcast.history.current;

import dev.fleetcast.history.trip.TripRules;
import dev.fleetcast.kafka.EachRecord;
import dev.fleetcast.kafka.StartOffsets;
import dev.fleetcast.kafka.TopicCreation;
import dev.fleetcast.kafka.TopicReader;
import dev.fleetcast.kafka.TopicSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the current trips of all units on every replica, whether it records or not. */
@ApplicationScoped
class CurrentTripsReading {

    private final CurrentTripsTopic topic;
    private final KnownTrips trips;
    private final TopicCreation creation;
    private final boolean enabled;
    private final TopicReader reader;

    CurrentTripsReading(
            CurrentTripsTopic topic, KnownTrips trips, TopicSource source, TopicCreation creation, TripRules rules) {
        this.topic = topic;
        this.trips = trips;
        this.creation = creation;
        this.enabled = rules.source() == TripRules.Source.DETECTED;
        this.reader = new TopicReader(
                "fleetcast-current-trips",
                source,
                Set.of(topic.name()),
                StartOffsets.BEGINNING,
                new EachRecord(this::read));
    }

    void start(@Observes StartupEvent started) {
        if (enabled) {
            creation.done().thenRun(reader::start);
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        reader.close();
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() != null && record.value() != null) {
            topic.unit(record).ifPresent(unit -> topic.trips(record).ifPresent(current -> trips.put(unit, current)));
        }
    }
}
