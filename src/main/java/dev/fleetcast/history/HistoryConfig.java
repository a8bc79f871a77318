package dev.fleetcast.history;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How long the past is kept, and how much of it a request may ask for. */
@ConfigMapping(prefix = "fleetcast.history")
public interface HistoryConfig {

    /** How long messages are kept as single rows before they are packed by unit and hour; at least a day. */
    @WithDefault("P2D")
    @DurationMin(days = 1)
    @DurationMax(days = 3650)
    Duration recentRetention();

    /** How long messages are kept. Older ones are filed under the time of their gateway. */
    @WithDefault("P90D")
    @DurationMin(days = 1)
    @DurationMax(days = 36500)
    Duration chunkRetention();

    /** How long trips and the summaries of days are kept. */
    @WithDefault("P1826D")
    @DurationMin(days = 1)
    @DurationMax(days = 36500)
    Duration tripRetention();

    /** The longest period of which one request may ask for messages. */
    @WithDefault("P31D")
    @DurationMin(days = 1)
    @DurationMax(days = 3650)
    Duration maxPeriod();

    /** How many requests and replays read the past at once on this replica; fewer than the connections of its database. */
    @WithDefault("8")
    @Min(1)
    int readers();

    /** How many of them are one user's; further ones are answered with 429. */
    @WithDefault("4")
    @Min(1)
    int readersPerUser();

    /** How old the last message of a unit may be that counts as moving. */
    @WithDefault("PT5M")
    @DurationMin(seconds = 1)
    Duration movingWithin();
}
