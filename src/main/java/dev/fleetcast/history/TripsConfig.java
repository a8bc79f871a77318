package dev.fleetcast.history;

import dev.fleetcast.history.trip.TripRules;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMin;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** The rules by which trips are found. A change applies to trips that are found from then on. */
@ConfigMapping(prefix = "fleetcast.trips")
public interface TripsConfig {

    /**
     * Where the trips, summaries and trip numbers in answers come from; never from both. A change applies to messages
     * that are recorded from then on. Messages of the type {@code trip} are recorded and delivered either way.
     */
    @WithDefault("detected")
    TripRules.Source source();

    /** Two positions further apart in time end a trip, and without further data a trip ends after this time. */
    @WithDefault("PT1H")
    @DurationMin(minutes = 1)
    Duration gap();

    /** A trip ends when its vehicle has stood for this time. */
    @WithDefault("PT5M")
    @DurationMin(seconds = 1)
    Duration stop();

    /** A trip ends when the ignition has been off for this time. */
    @WithDefault("PT30S")
    @DurationMin(seconds = 1)
    Duration ignitionOff();

    /** A vehicle at this speed in km/h or above moves. */
    @WithDefault("5")
    @DecimalMin("0.1")
    double movingSpeed();

    /** Driving that begins above this speed in km/h is speeding. */
    @WithDefault("120")
    @DecimalMin("1")
    double speedingSpeed();

    /** A lone position further than this from both of its neighbours, in metres, may be a spike. */
    @WithDefault("500")
    @DecimalMin("0")
    double spikeDistance();

    /** It is one if the vehicle would also have been faster than this, in km/h. */
    @WithDefault("250")
    @DecimalMin("1")
    double spikeSpeed();

    /** A trip shorter than this, in metres, is discardable. */
    @WithDefault("200")
    @DecimalMin("0")
    double minimumDistance();

    /** A trip that lasts less than this is discardable. */
    @WithDefault("PT1M")
    @DurationMin(nanos = 0)
    Duration minimumDuration();
}
