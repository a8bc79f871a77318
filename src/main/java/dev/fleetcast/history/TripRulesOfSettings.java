package dev.fleetcast.history;

import dev.fleetcast.history.trip.TripRules;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The rules of trips, as this deployment sets them. */
@Singleton
final class TripRulesOfSettings {

    @Produces
    @Singleton
    TripRules rules(TripsConfig config) {
        return new TripRules(
                config.source(),
                config.gap(),
                config.stop(),
                config.ignitionOff(),
                config.movingSpeed(),
                config.speedingSpeed(),
                config.spikeDistance(),
                config.spikeSpeed(),
                config.minimumDistance(),
                config.minimumDuration());
    }
}
