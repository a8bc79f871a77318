package dev.fleetcast.device.command;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Functions, variables and commands of devices. */
@ConfigMapping(prefix = "fleetcast.device")
public interface CommandConfig {

    /** How long a call of a function waits for the device's answer. */
    @WithDefault("PT10S")
    @DurationMin(millis = 500)
    @DurationMax(seconds = 30)
    Duration callTimeout();

    /** The maximum number of calls that wait on one replica; further ones are refused with 503. */
    @WithDefault("10000")
    @Positive
    int maxWaitingCalls();

    /** The maximum number of queued commands that one device has not answered yet; a further one is refused with 429. */
    @WithDefault("100")
    @Positive
    int maxQueuedCommands();

    /** The longest that a queued command may wait for its device ({@code expires_in}); also the default. */
    @WithDefault("P7D")
    @DurationMin(seconds = 1)
    Duration maxCommandAge();

    /** How long a command is retained after it has ended. */
    @WithDefault("P30D")
    @DurationMin(minutes = 1)
    Duration commandRetention();

    /** The Kafka topic with the commands for all devices. */
    @WithDefault("fleet.commands")
    String commandsTopic();

    /** The Kafka topic with the answers of all devices. */
    @WithDefault("fleet.command-results")
    String commandResultsTopic();

    /** The Kafka topic through which replicas share which device has a command stream where. */
    @WithDefault("fleetcast.device-streams")
    String deviceStreamsTopic();

    /** The number of partitions with which missing topics of commands and answers are created. */
    @WithDefault("12")
    @Positive
    int commandsPartitions();

    /** The maximum number of open command streams on this replica. */
    @WithDefault("15000")
    @Positive
    int maxCommandStreams();

    /** The maximum number of open command streams of one network address on this replica. */
    @WithDefault("1000")
    @Positive
    int maxCommandStreamsPerAddress();
}
