package dev.fleetcast.device.command.call;

import dev.fleetcast.device.command.Command;
import dev.fleetcast.device.command.CommandIds;
import dev.fleetcast.device.command.CommandKind;
import dev.fleetcast.device.command.CommandWriter;
import dev.fleetcast.device.command.stream.DeviceStreams;
import dev.fleetcast.device.key.EventTs;
import dev.fleetcast.device.store.Confirmation;
import dev.fleetcast.device.store.Confirmations;
import dev.fleetcast.device.store.StoreConfig;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/**
 * Calls a function of a device when one of its events is stored. No caller waits for an answer, and a device that is away
 * does not get the call: it sends its event again.
 */
@ThreadSafe
@ApplicationScoped
class AckCalls implements Confirmations {

    private static final Duration LIFE = Duration.ofSeconds(10);

    private final DeviceStreams streams;
    private final CommandWriter writer;
    private final String function;

    AckCalls(DeviceStreams streams, CommandWriter writer, StoreConfig config) {
        this.streams = streams;
        this.writer = writer;
        this.function = config.ackFunction();
    }

    @Override
    public void confirmed(Confirmation confirmation) {
        if (confirmation.ts().isPresent() && streams.isConnected(confirmation.device())) {
            // If Kafka does not take it, the device sends its event again.
            writer.command(ack(confirmation.device(), confirmation.ts().get()), null);
        }
    }

    private Command ack(String coreid, EventTs ts) {
        Instant now = CallTimes.now();
        return new Command(CommandIds.next(now), coreid, CommandKind.ACK, function, ts.plain(), now, now.plus(LIFE));
    }
}
