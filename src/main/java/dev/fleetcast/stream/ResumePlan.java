package dev.fleetcast.stream;

import dev.fleetcast.stream.area.AreaRequest;
import dev.fleetcast.stream.area.FollowedArea;
import dev.fleetcast.stream.cursor.Cursor;
import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.stream.spi.PackedSubscriptions;
import dev.fleetcast.stream.spi.StreamTable.StreamRecord;
import dev.fleetcast.telemetry.UnitId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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
            boolean ofArea = group.ofArea();
            group.subscriptions().stream()
                    .filter(each -> !ofArea || isTold(each))
                    .filter(each -> maySee.test(new UnitId(each.unitId())))
                    .filter(each -> stream.subscriptions().of(new UnitId(each.unitId())) == null)
                    .forEach(each -> restored.add(
                            ofArea
                                    ? Subscription.ofArea(stream, new UnitId(each.unitId()), mode, each.change())
                                            .begin()
                                    : new Subscription(
                                            stream, new UnitId(each.unitId()), mode, group.start(), each.change())));
        }
        return restored;
    }

    /** Whether the client knows the unit; one that it does not know enters again. */
    private boolean isTold(PackedSubscriptions.Numbered member) {
        return member.change() <= cursor.change();
    }

    /** The area; null without one. */
    FollowedArea area() {
        return record.area() == null ? null : AreaRequest.parse(record.area());
    }

    /** The units of which the client was told that they are in the area. */
    Set<UnitId> members() {
        return record.followed().groups().stream()
                .filter(PackedSubscriptions.Group::ofArea)
                .flatMap(group -> group.subscriptions().stream())
                .filter(this::isTold)
                .map(each -> new UnitId(each.unitId()))
                .collect(Collectors.toSet());
    }

    /** The units that the owner may no longer see, other than those of the area. */
    List<UnitId> lost() {
        return record.followed().groups().stream()
                .filter(group -> !group.ofArea())
                .flatMap(group -> group.subscriptions().stream())
                .map(each -> new UnitId(each.unitId()))
                .filter(maySee.negate())
                .toList();
    }
}
