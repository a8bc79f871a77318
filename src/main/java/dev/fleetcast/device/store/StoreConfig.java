package dev.fleetcast.device.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.List;

/** Storing device events, and confirming them to the devices. */
@ConfigMapping(prefix = "fleetcast.device")
public interface StoreConfig {

    /** The topic of device events that cannot be used. */
    @WithDefault("fleet.device-events.dlq")
    String deadLetterTopic();

    /** The topic of confirmations; the key is the device. */
    @WithDefault("fleet.acks")
    String acksTopic();

    /**
     * The stores that must have an event before it is confirmed, of {@code postgresql}, {@code mysql} and {@code
     * mongodb}.
     */
    @WithDefault("postgresql")
    List<String> ackAfter();

    /**
     * The function of the device that is called with the {@code ts} of each confirmed event, while the device has its
     * command stream open.
     */
    @WithDefault("deliveryConf")
    String ackFunction();

    /** How long stored events and confirmations are kept. */
    @WithDefault("P90D")
    Duration eventRetention();

    /**
     * The maximum number of former owners that are remembered of a number (an IMEI, a serial number or the id of a unit).
     * What a device published before the oldest of them is shown to no client.
     */
    @WithDefault("20")
    @Positive
    int maxFormerOwners();

    /** How long an event that comes again is recognized. */
    @WithDefault("P90D")
    Duration keyLifetime();
}
