package dev.fleetcast.stream;

import dev.fleetcast.telemetry.UnitId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A stream's record and cursor, and with the rights of today what is to be made of them.
 *
 * @param record what the stream was
 * @param cursor where its client is
 * @param maySee whether its owner may see a unit now
 */
record Restoration(StreamRecord record, Cursor cursor, Predicate<UnitId> maySee) {

    /** What may be followed again, but for what the stream has been asked to follow meanwhile. */
    List<Subscription> subscriptions(Stream stream) {
        List<Subscription> restored = new ArrayList<>();
        for (FollowedSince group : record.followed().groups()) {
            DeliveryMode mode = group.intervalMillis() == null
                    ? DeliveryMode.EVERY
                    : DeliveryMode.latest(Duration.ofMillis(group.intervalMillis()));
            group.subscriptions().stream()
                    .filter(each -> maySee.test(new UnitId(each.unitId())))
                    .filter(each -> !stream.follows(new UnitId(each.unitId())))
                    .forEach(each -> restored.add(
                            new Subscription(stream, new UnitId(each.unitId()), mode, group.start(), each.change())));
        }
        return restored;
    }

    /** The units that may not be seen any more. */
    List<UnitId> lost() {
        return record.followed().groups().stream()
                .flatMap(group -> group.subscriptions().stream())
                .map(each -> new UnitId(each.unitId()))
                .filter(maySee.negate())
                .toList();
    }
}
