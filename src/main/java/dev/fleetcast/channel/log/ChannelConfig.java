package dev.fleetcast.channel.log;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;

/** Configuration of channels, their feeds and receipts. */
@ConfigMapping(prefix = "fleetcast.channel")
public interface ChannelConfig {

    /**
     * A regular expression: clients may push to, follow and confirm on channels whose whole name matches without a
     * login. Unset: no channels, with the demo data {@code CHANNEL_.*}.
     */
    @WithName("public")
    Optional<String> publicNames();

    /** The Kafka topic with the events of all channels; must have one partition. */
    @WithDefault("fleet.channel-events")
    String eventsTopic();

    /** The Kafka topic to which every receipt is published. */
    @WithDefault("fleet.receipts")
    String receiptsTopic();

    /** The Kafka topic through which replicas share which clients are connected. */
    @WithDefault("fleetcast.presence")
    String presenceTopic();

    /** How long the events of a channel are retained. */
    @WithDefault("PT168H")
    Duration retentionAge();

    /** The number of events retained per channel. */
    @WithDefault("10000")
    @Min(1)
    int retentionEvents();

    /** The maximum number of channels with retained events; a push to a further one is refused with 429. */
    @WithDefault("10000")
    @Min(1)
    int maxChannels();

    /** The maximum number of public channels among them; a push to a further one is refused with 429. */
    @WithDefault("5000")
    @Min(1)
    int maxPublicChannels();

    /**
     * Pushes and receipts per minute on public channels from one network address without a login; beyond it they are
     * refused with 429.
     */
    @WithDefault("30000")
    @Min(1)
    int publicCallsPerMinute();

    /**
     * Bytes per minute pushed to public channels from one network address without a login; beyond it pushes are refused
     * with 429.
     */
    @WithDefault("256M")
    MemorySize publicBytesPerMinute();

    /** The maximum size of an event's data, in bytes of UTF-8; larger data is refused with 413. */
    @WithDefault("256K")
    MemorySize maxEventBytes();

    /** The memory for the newest events on each replica; older events are read from the database. */
    @WithDefault("32M")
    MemorySize windowBytes();

    /** The maximum number of open feeds on this replica. */
    @WithDefault("15000")
    @Min(1)
    int maxFeeds();

    /** The maximum number of open feeds of one network address on this replica. */
    @WithDefault("1000")
    @Min(1)
    int maxFeedsPerAddress();

    /** The maximum number of channels of one feed. */
    @WithDefault("100")
    @Min(1)
    int maxChannelsPerFeed();

    /** A feed that was idle for this long gets a comment, which keeps proxies from closing the connection. */
    @WithDefault("PT15S")
    Duration keepAlive();

    /**
     * Whether feeds, and {@code /events}, end with a {@code bye} event whose data gives the reason, as for streams.
     * Otherwise they end with a comment, which a browser's {@code EventSource} does not expose.
     */
    @WithDefault("false")
    boolean byeEvent();

    /** A feed whose client has read nothing of its pending data for this long is ended. */
    @WithDefault("PT1M")
    Duration slowTimeout();

    /** How long devices have to confirm an event that requires receipts, unless its publisher sets another time. */
    @WithDefault("PT30S")
    Duration receiptTimeout();

    /** How often an event that requires receipts is redelivered, unless its publisher sets another number. */
    @WithDefault("3")
    @Min(0)
    @Max(100)
    int receiptMaxAttempts();

    /**
     * The maximum number of events with outstanding receipts, over all channels; a further push that requires receipts
     * is refused with 429.
     */
    @WithDefault("10000")
    @Min(1)
    int maxOpenReceipts();

    /**
     * The maximum number of pushes and receipts that await Kafka's acknowledgement; further ones are answered with 503.
     */
    @WithDefault("4096")
    @Min(1)
    int maxPending();
}
