package dev.fleetcast.device.event.log;

import dev.fleetcast.device.Devices;
import dev.fleetcast.device.event.DeviceEvent;
import dev.fleetcast.device.event.DeviceEventRecord;
import dev.fleetcast.device.event.UnusableEventException;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * An event as it was read from Kafka.
 *
 * @param recordedAt the time of its record
 * @param event by the number of the device that its sender used
 * @param coreid the device's name on the wire, or {@code api}
 */
record ReadEvent(int partition, long offset, Instant recordedAt, DeviceEvent event, String coreid) {

    /** @throws UnusableEventException when the record is no event */
    static ReadEvent of(ConsumerRecord<byte[], byte[]> record, Devices devices) throws UnusableEventException {
        DeviceEvent event = DeviceEventRecord.read(record);
        String coreid = event.origin() == DeviceEvent.Origin.USER
                ? event.coreid()
                : devices.byNumber(event.coreid())
                        .map(device -> device.coreid().value())
                        .orElse(event.coreid());
        return new ReadEvent(
                record.partition(), record.offset(), Instant.ofEpochMilli(record.timestamp()), event, coreid);
    }
}
