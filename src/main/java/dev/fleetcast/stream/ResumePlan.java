package dev.fleetcast.stream;

import dev.fleetcast.stream.cursor.Cursor;
import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.stream.spi.PackedSubscriptions;
import dev.fleetcast.stream.spi.StreamTable.StreamRecord;
import dev.fleetcast.telemetry.UnitId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The record and cursor of a stream to be resumed, restricted by its owner's current rights.
 *
 * @param record the saved stream
 * @param cursor the client's position
 * @param maySee whether the owner may see a unit now
 */
public record ResumePlan(StreamRecord record, Cursor cursor, Predicate<UnitId> maySee) {

    /** The subscriptions to restore, except for units that the stream already follows again. */
    List<Subscription> subscriptions(Stream stream) {
        List<Subscription> restored = new ArrayList<>();
        for (PackedSubscriptions.Group group : record.followed().groups()) {
            DeliveryMode mode = group.mode();
            group.subscriptions().stream()
                    .filter(each -> maySee.test(new UnitId(each.unitId())))
                    .filter(each -> !stream.follows(new UnitId(each.unitId())))
                    .forEach(each -> restored.add(
                            new Subscription(stream, new UnitId(each.unitId()), mode, group.start(), each.change())));
        }
        return restored;
    }

    /** The units that the owner may no longer see. */
    List<UnitId> lost() {
        return record.followed().groups().stream()
                .flatMap(group -> group.subscriptions().stream())
                .map(each -> new UnitId(each.unitId()))
                .filter(maySee.negate())
                .toList();
    }
}
