package dev.fleetcast.ingest;

import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.fleet.TestFleet;
import dev.fleetcast.fleet.UnitDirectory;
import dev.fleetcast.testing.UsualMessages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** A fleet, and one polled batch of its feed: one message per unit, spread over twelve partitions. */
final class FeedBatch {

    static final int UNITS = 2_000;
    private static final int PARTITIONS = 12;

    private FeedBatch() {}

    static UnitDirectory directory() {
        return TestFleet.directory(LongStream.rangeClosed(1, UNITS)
                .mapToObj(unit -> TestFleet.unitInVehicle(unit, key(unit)))
                .toArray(FleetUnit[]::new));
    }

    /** The batch sent in that second. */
    static ConsumerRecords<byte[], byte[]> of(int second) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
        for (int unit = 1; unit <= UNITS; unit++) {
            int partition = unit % PARTITIONS;
            var before =
                    records.computeIfAbsent(new TopicPartition(TestRecord.TOPIC, partition), key -> new ArrayList<>());
            long offset = (long) second * UNITS + before.size();
            long time = TestRecord.TIMESTAMP + second * 1_000L;
            before.add(TestRecord.in(partition, offset, time, key(unit), UsualMessages.of(unit, second)));
        }
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
        records.forEach(
                (partition, in) -> next.put(partition, new OffsetAndMetadata((long) second * UNITS + in.size())));
        return new ConsumerRecords<>(records, next);
    }

    private static String key(long unit) {
        return Long.toString(UsualMessages.imei(unit));
    }
}
