package dev.fleetcast.channel;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;

/** Channels, their feeds and receipts. */
@ConfigMapping(prefix = "fleetcast.channel")
public interface ChannelConfig {

    /**
     * A regular expression: channels whose whole name it matches may be pushed to, fed from and confirmed without a login.
     * Unset: none, with the demo data {@code CHANNEL_.*}.
     */
    @WithName("public")
    Optional<String> publicNames();

    /** The Kafka topic with the events of all channels; must have one partition. */
    @WithDefault("fleet.channel-events")
    String eventsTopic();

    /** The Kafka topic on which every receipt is published. */
    @WithDefault("fleet.receipts")
    String receiptsTopic();

    /** The Kafka topic on which replicas tell each other who is connected. */
    @WithDefault("fleetcast.presence")
    String presenceTopic();

    /** How long the events of a channel are kept. */
    @WithDefault("PT168H")
    Duration retentionAge();

    /** How many events of a channel are kept. */
    @WithDefault("10000")
    @Min(1)
    int retentionEvents();

    /** Channels with events that are kept; a push to one more is refused with 429. */
    @WithDefault("10000")
    @Min(1)
    int maxChannels();

    /** Public channels among them; a push to one more is refused with 429. */
    @WithDefault("5000")
    @Min(1)
    int maxPublicChannels();

    /** Pushes and receipts on public channels from one network address without a login, a minute; beyond that they are refused with 429. */
    @WithDefault("30000")
    @Min(1)
    int publicCallsPerMinute();

    /** Bytes pushed to public channels from one network address without a login, a minute; beyond that pushes are refused with 429. */
    @WithDefault("256M")
    MemorySize publicBytesPerMinute();

    /** Size of an event's data, in bytes of UTF-8; a larger one is refused with 413. */
    @WithDefault("256K")
    MemorySize maxEventBytes();

    /** What each replica keeps of the newest events in memory; older ones are read from the database. */
    @WithDefault("32M")
    MemorySize windowBytes();

    /** Feeds open on this replica. */
    @WithDefault("15000")
    @Min(1)
    int maxFeeds();

    /** Feeds one network address may have open on this replica. */
    @WithDefault("1000")
    @Min(1)
    int maxFeedsPerAddress();

    /** Channels one feed may follow. */
    @WithDefault("100")
    @Min(1)
    int maxChannelsPerFeed();

    /** A feed on which nothing was sent for this long gets a comment, so that nobody on the way takes it for dead. */
    @WithDefault("PT15S")
    Duration keepAlive();

    /**
     * Whether feeds, and {@code /events}, end with an event {@code bye}, whose data says why as that of streams does; without
     * it they end with a comment, which a browser's {@code EventSource} does not show.
     */
    @WithDefault("false")
    boolean byeEvent();

    /** A feed whose client has taken nothing for this long, though there was something to take, is ended. */
    @WithDefault("PT1M")
    Duration slowTimeout();

    /** How long devices have to confirm an event that requires receipts, unless its publisher says otherwise. */
    @WithDefault("PT30S")
    Duration receiptTimeout();

    /** How often an event that requires receipts is sent again, unless its publisher says otherwise. */
    @WithDefault("3")
    @Min(0)
    @Max(100)
    int receiptMaxAttempts();

    /** Events whose receipts are still waited for, over all channels; a push that requires receipts beyond that is refused with 429. */
    @WithDefault("10000")
    @Min(1)
    int maxOpenReceipts();

    /** Pushes and receipts that Kafka has not acknowledged yet; beyond that they are answered with 503. */
    @WithDefault("4096")
    @Min(1)
    int maxPending();
}
