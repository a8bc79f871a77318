package dev.fleetcast.demo.replay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** The replay of real bus positions in dev mode. */
@ConfigMapping(prefix = "fleetcast.demo.replay")
public interface ReplayConfig {

    /** Whether the replay runs. On in dev mode. */
    @WithDefault("false")
    boolean enabled();

    /** The speed of the replay, relative to real time. */
    @WithDefault("1")
    @DecimalMin("0.1")
    @DecimalMax("100")
    double speedUp();

    /** The number of units that report, from unit 1 on. */
    @WithDefault("146")
    @Min(1)
    @Max(146)
    int units();

    /** The time between two messages of a unit. */
    @WithDefault("PT1S")
    @DurationMin(millis = 50)
    Duration period();

    /** How far back the past goes that the first start records for the history; zero for none. */
    @WithDefault("PT24H")
    @DurationMax(days = 7)
    Duration past();

    /** The time between two messages of a unit in that past. */
    @WithDefault("PT30S")
    @DurationMin(seconds = 1)
    Duration pastPeriod();

    /** The topic that the messages are written to. */
    @WithDefault("fleet.telemetry")
    String topic();
}
