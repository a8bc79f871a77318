package dev.fleetcast.device.store;

import dev.fleetcast.device.Device;
import dev.fleetcast.device.Devices;
import dev.fleetcast.device.event.DeviceEvent;
import dev.fleetcast.device.event.DeviceEvent.Origin;
import dev.fleetcast.device.event.DeviceEventRecord;
import dev.fleetcast.device.event.UnusableEventException;
import dev.fleetcast.device.key.EventPlace;
import dev.fleetcast.device.key.KeyedEvent;
import dev.fleetcast.device.key.TsMembers;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the events of records that are to be stored. */
@ThreadSafe
@Singleton
public class EventReading {

    private final Function<String, Optional<String>> devices;
    private final TsMembers members;

    /**
     * What a record contains.
     *
     * @param event null if it is no event
     * @param fault why the record is no event; null for an event
     */
    record Read(KeyedEvent event, String fault) {}

    public @Inject EventReading(Devices devices, TsMembers members) {
        this(key -> devices.byNumber(key).map(Device::coreid).map(Object::toString), members);
    }

    /** @param devices returns the coreid of the device that a key means */
    EventReading(Function<String, Optional<String>> devices, TsMembers members) {
        this.devices = devices;
        this.members = members;
    }

    /** @param generation Kafka's id of the topic */
    Read read(ConsumerRecord<byte[], byte[]> record, String generation) {
        try {
            DeviceEvent event = DeviceEventRecord.read(record);
            if (event.origin() != Origin.USER) {
                Optional<String> coreid = devices.apply(event.coreid());
                if (coreid.isEmpty()) {
                    return new Read(null, "key: names no known device");
                }
                event = event.of(coreid.get());
            }
            EventPlace place = EventPlace.of(generation, record);
            return new Read(KeyedEvent.of(event, members.of(event), place), null);
        } catch (UnusableEventException unusable) {
            return new Read(null, unusable.getMessage());
        }
    }
}
