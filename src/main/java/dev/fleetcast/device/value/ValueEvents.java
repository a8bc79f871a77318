package dev.fleetcast.device.value;

import dev.fleetcast.device.Device;
import dev.fleetcast.device.DeviceConfig;
import dev.fleetcast.device.Devices;
import dev.fleetcast.device.database.DatabaseException;
import dev.fleetcast.device.event.DeviceEvent;
import dev.fleetcast.device.event.DeviceEvent.Origin;
import dev.fleetcast.device.event.DeviceEventRecord;
import dev.fleetcast.device.event.UnusableEventException;
import dev.fleetcast.device.key.EventPlace;
import dev.fleetcast.device.key.KeyedEvent;
import dev.fleetcast.device.key.TsMembers;
import dev.fleetcast.fleet.FormerOwners;
import dev.fleetcast.kafka.TopicSource;
import dev.fleetcast.kafka.consumer.Unread;
import dev.fleetcast.registry.RegistryWatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.SQLTransientException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Sets values by the events of devices. Blocks; safe for use by any thread. */
@ApplicationScoped
class ValueEvents {

    private final ValueRules rules;
    private final Values values;
    private final ValueTeller teller;
    private final Devices devices;
    private final RegistryWatch registry;
    private final TsMembers members;
    private final TopicSource topics;
    private final String topic;

    ValueEvents(
            ValueRules rules,
            Values values,
            ValueTeller teller,
            Devices devices,
            RegistryWatch registry,
            TsMembers members,
            TopicSource topics,
            DeviceConfig config) {
        this.rules = rules;
        this.values = values;
        this.teller = teller;
        this.devices = devices;
        this.registry = registry;
        this.members = members;
        this.topics = topics;
        this.topic = config.eventsTopic();
    }

    /** Takes a batch in; a second time, it changes nothing. Fails if it must be taken in again later. */
    void take(List<ConsumerRecord<byte[], byte[]>> batch) {
        CurrentDevices current = new CurrentDevices();
        batch.forEach(record -> take(record, current));
    }

    private void take(ConsumerRecord<byte[], byte[]> record, CurrentDevices current) {
        if (Unread.is(record) || record.value() == null || !mayConcern(record.value())) {
            return;
        }
        try {
            DeviceEvent event = DeviceEventRecord.read(record);
            if (event.data() != null && !rules.setBy(event.name()).isEmpty()) {
                set(event, record, current);
            }
        } catch (UnusableEventException deadLetter) {
            // Belongs to those who store events.
        }
    }

    /** Most events set nothing: they are not parsed. */
    private boolean mayConcern(byte[] value) {
        String text = new String(value, StandardCharsets.ISO_8859_1);
        return rules.setEvents().stream().anyMatch(text::contains) || text.indexOf('\\') >= 0;
    }

    private void set(DeviceEvent event, ConsumerRecord<byte[], byte[]> record, CurrentDevices current) {
        String generation =
                topics.idOf(topic).orElseThrow(() -> new IllegalStateException("The topic's id is unknown"));
        byte[] key = KeyedEvent.of(event, members.of(event), EventPlace.of(generation, record))
                .key()
                .bytes();
        boolean byUser = event.origin() == Origin.USER;
        Optional<Device> device = byUser ? Optional.empty() : current.of(event.coreid());
        Set<Long> clients = byUser ? event.clients() : ownerThen(event, record);
        String setter = device.map(known -> known.coreid().value()).orElse(event.coreid());
        String json = ValueJson.ofEvent(setter, event.data());
        for (String value : rules.setBy(event.name())) {
            for (long client : clients) {
                values.set(new ValueName(client, value), json, key, setter).ifPresent(teller::tell);
            }
        }
    }

    private Set<Long> ownerThen(DeviceEvent event, ConsumerRecord<byte[], byte[]> record) {
        long owner = devices.owner(event.coreid(), Instant.ofEpochMilli(record.timestamp()));
        return owner == FormerOwners.NO_CLIENT ? Set.of() : Set.of(owner);
    }

    /**
     * The devices as of a batch. One may have been registered at another replica just now: it counts as unknown only after
     * the registry was asked again, once for all of the batch.
     */
    private final class CurrentDevices {

        private boolean asked;

        Optional<Device> of(String coreid) {
            Optional<Device> known = devices.byNumber(coreid);
            if (known.isPresent() || asked) {
                return known;
            }
            if (!registry.refresh()) {
                throw new DatabaseException(new SQLTransientException("The registry does not answer"));
            }
            asked = true;
            return devices.byNumber(coreid);
        }
    }
}
