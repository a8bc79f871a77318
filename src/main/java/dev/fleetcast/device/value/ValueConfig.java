package dev.fleetcast.device.value;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Shared values. */
@ConfigMapping(prefix = "fleetcast.device")
public interface ValueConfig {

    /**
     * By the name of a value, how devices take part in it: {@code set-event} is the name of the event by which they set it
     * to its data, {@code change-event} the name of the private event that reports every change to them. Unset: none, with the
     * demo data {@code sse-examples-12} with {@code sse-examples-12-set} and {@code sse-examples-12-change}.
     */
    Map<String, Rule> values();

    /** The Kafka topic of all changes of values. */
    @WithDefault("fleet.values")
    String valuesTopic();

    /** The number of versions retained per value. */
    @WithDefault("100")
    @Positive
    int valueVersions();

    /** The maximum number of values of one client; a further one is refused with 429. */
    @WithDefault("1000")
    @Positive
    int maxValues();

    /** The maximum number of open feeds of values on this replica. */
    @WithDefault("15000")
    @Positive
    int maxValueFeeds();

    /** The maximum number of open feeds of values of one network address on this replica. */
    @WithDefault("1000")
    @Positive
    int maxValueFeedsPerAddress();

    /** How long an event that has set a value is recognized when it comes again. */
    @WithDefault("P90D")
    Duration valueEventsKnown();

    /** How devices take part in a value. */
    interface Rule {

        /** The name of the event by which devices set the value to its data. */
        Optional<String> setEvent();

        /** The name of the private event that reports every change of the value to devices and followers. */
        Optional<String> changeEvent();
    }
}
