package dev.fleetcast.stream;

import dev.fleetcast.stream.area.AreaRequest;
import dev.fleetcast.stream.area.FollowedArea;
import dev.fleetcast.stream.cursor.Cursor;
import dev.fleetcast.stream.spi.AreaRecord.Visit;
import dev.fleetcast.stream.spi.PackedSubscriptions;
import dev.fleetcast.stream.spi.StreamTable.StreamRecord;
import dev.fleetcast.telemetry.UnitId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        Map<UnitId, Subscription> restored = new LinkedHashMap<>();
        for (PackedSubscriptions.Group group : record.followed().groups()) {
            for (PackedSubscriptions.Numbered each : group.subscriptions()) {
                UnitId unit = new UnitId(each.unitId());
                restored.put(unit, new Subscription(stream, unit, group.mode(), group.start(), each.change()));
            }
        }
        FollowedArea area = area();
        for (Visit visit : area == null ? List.<Visit>of() : visits()) {
            UnitId unit = new UnitId(visit.unitId());
            restored.computeIfAbsent(
                    unit,
                    inside -> Subscription.ofArea(stream, unit, area.mode(), visit.entered())
                            .begin());
        }
        return restored.values().stream()
                .filter(each -> maySee.test(each.unit()))
                .filter(each -> stream.subscriptions().of(each.unit()) == null)
                .toList();
    }

    /** The area; null without one. */
    FollowedArea area() {
        String request = record.area().request();
        return request == null ? null : AreaRequest.parse(request);
    }

    /** The visits of units that the client knows to be in the area. */
    List<Visit> visits() {
        return record.area().visits().stream()
                .filter(visit -> visit.isKnownAfter(cursor.change()))
                .toList();
    }

    /** The units subscribed by token that the owner may no longer see. */
    List<UnitId> lost() {
        return record.followed().groups().stream()
                .flatMap(group -> group.subscriptions().stream())
                .map(each -> new UnitId(each.unitId()))
                .filter(maySee.negate())
                .toList();
    }
}
