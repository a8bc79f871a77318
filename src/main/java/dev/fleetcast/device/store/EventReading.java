package dev.fleetcast.device.store;

import dev.fleetcast.device.Device;
import dev.fleetcast.device.Devices;
import dev.fleetcast.device.database.DatabaseException;
import dev.fleetcast.device.event.DeviceEvent;
import dev.fleetcast.device.event.DeviceEvent.Origin;
import dev.fleetcast.device.event.DeviceEventRecord;
import dev.fleetcast.device.event.UnusableEventException;
import dev.fleetcast.device.key.EventPlace;
import dev.fleetcast.device.key.KeyedEvent;
import dev.fleetcast.device.key.TsMembers;
import dev.fleetcast.registry.RegistryWatch;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLTransientException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the events of records that are to be stored. */
@ThreadSafe
@Singleton
public class EventReading {

    private static final Read UNKNOWN_DEVICE = new Read(null, "key: names no known device");

    private final Function<String, Optional<String>> devices;
    private final BooleanSupplier refresh;
    private final TsMembers members;

    /**
     * What a record contains.
     *
     * @param event null if it is no event
     * @param fault why the record is no event; null for an event
     */
    record Read(KeyedEvent event, String fault) {}

    public @Inject EventReading(Devices devices, RegistryWatch registry, TsMembers members) {
        this(key -> devices.byNumber(key).map(Device::coreid).map(Object::toString), registry::refresh, members);
    }

    /**
     * @param devices returns the coreid of the device that a key means
     * @param refresh brings the devices up to date; returns whether they are
     */
    EventReading(Function<String, Optional<String>> devices, BooleanSupplier refresh, TsMembers members) {
        this.devices = devices;
        this.refresh = refresh;
        this.members = members;
    }

    /**
     * Reads a batch, in its order. A device may have been registered at another replica just now: it counts as unknown
     * only after the registry was asked again.
     *
     * @param generation Kafka's id of the topic
     * @throws DatabaseException when a device is unknown and the registry does not answer
     */
    Map<ConsumerRecord<byte[], byte[]>, Read> read(List<ConsumerRecord<byte[], byte[]>> batch, String generation) {
        Map<ConsumerRecord<byte[], byte[]>, Read> all = new LinkedHashMap<>();
        batch.forEach(record -> all.put(record, read(record, generation)));
        if (all.containsValue(UNKNOWN_DEVICE)) {
            if (!refresh.getAsBoolean()) {
                throw new DatabaseException(new SQLTransientException("The registry does not answer"));
            }
            all.replaceAll((record, before) -> before.equals(UNKNOWN_DEVICE) ? read(record, generation) : before);
        }
        return all;
    }

    /** Reads one record, by the devices that this replica knows now. */
    Read read(ConsumerRecord<byte[], byte[]> record, String generation) {
        try {
            DeviceEvent event = DeviceEventRecord.read(record);
            if (event.origin() != Origin.USER) {
                Optional<String> coreid = devices.apply(event.coreid());
                if (coreid.isEmpty()) {
                    return UNKNOWN_DEVICE;
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
