package dev.fleetcast.ingest;

import dev.fleetcast.telemetry.LastKnownPositions;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Produces the single set of last known positions of this replica. */
class LastKnownPositionsProducer {

    @Produces
    @Singleton
    LastKnownPositions positions() {
        return new LastKnownPositions();
    }
}
