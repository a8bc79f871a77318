package dev.fleetcast.fleet;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Which clients had a unit's numbers before today's, and until when. Immutable. */
public final class FormerOwners {

    /** The id of no client, for a time in which no unit had the number. */
    public static final long NO_CLIENT = 0;

    static final FormerOwners NONE = new FormerOwners(List.of());

    private final Map<String, TreeMap<Instant, Long>> clients = new HashMap<>();

    /**
     * A client that had a number.
     *
     * @param number an IMEI, a serial number or the id of a unit
     * @param clientId the client, or {@link #NO_CLIENT}
     * @param until the first instant at which the number was another's
     */
    record FormerOwner(String number, long clientId, Instant until) {}

    FormerOwners(Collection<FormerOwner> owners) {
        owners.forEach(owner -> clients.computeIfAbsent(owner.number(), number -> new TreeMap<>())
                .put(owner.until(), owner.clientId()));
    }

    /** The client that had the number at that time, or {@link #NO_CLIENT}; empty if it is today's. */
    public OptionalLong at(String number, Instant time) {
        TreeMap<Instant, Long> changes = clients.get(number);
        Map.Entry<Instant, Long> next = changes == null ? null : changes.higherEntry(time);
        return next == null ? OptionalLong.empty() : OptionalLong.of(next.getValue());
    }

    /** Whether a client other than this one has had the number since that time. */
    public boolean hadOther(String number, long client, Instant since) {
        TreeMap<Instant, Long> changes = clients.get(number);
        return changes != null
                && changes.tailMap(since, false).values().stream()
                        .anyMatch(owner -> owner != NO_CLIENT && owner != client);
    }
}
