package dev.fleetcast.ingest;

import dev.fleetcast.stream.FramedUpdate;
import dev.fleetcast.stream.GapReason;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.KafkaPosition;
import dev.fleetcast.telemetry.UnitId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the requests of one scan want, and what has been found for them so far. Updates are held once, however many want
 * them, and within a limit of bytes; the requests that want most are refused beyond it. For one thread.
 */
final class ReplayWants {

    private final Map<UnitId, WantedUnit> units = new HashMap<>();
    private final List<Wanting> requests = new ArrayList<>();
    private final long maxBytes;
    private long bytes;

    /** @param maxBytes how much may be held, in bytes of extended messages */
    ReplayWants(List<ReplayTicket> tickets, long maxBytes) {
        this.maxBytes = maxBytes;
        tickets.forEach(this::add);
    }

    /** Whether anybody wants updates of that unit. */
    boolean wants(UnitId unit) {
        return units.containsKey(unit);
    }

    /** Counts a message with everybody who wants it; whether it is to be {@link #keep kept} for any of them. */
    boolean count(UnitId unit, KafkaPosition position) {
        boolean kept = false;
        for (Want want : units.get(unit).wants) {
            if (want.includes(position)) {
                want.count++;
                want.by.count++;
                if (want.by.count > want.by.ticket.request().maxMessages()) {
                    refuse(want.by);
                }
                kept |= !want.by.refused;
            }
        }
        return kept;
    }

    /** Holds an update for those who want it. */
    void keep(FramedUpdate update) {
        units.get(update.update().unit()).kept.add(update);
        bytes += update.update().extended().length;
        while (bytes > maxBytes) {
            refuse(largest());
        }
    }

    /** Lets go of what only requests wanted that nobody waits for any more; whether any is left. */
    boolean dropAbandoned() {
        boolean left = false;
        for (Wanting each : requests) {
            if (each.ticket.isOpen()) {
                left = true;
            } else {
                refuse(each);
            }
        }
        return left;
    }

    /** Everything has been read: tells each request the outcome. */
    void answer() {
        for (Wanting each : requests) {
            if (each.refused) {
                each.ticket.refuse(GapReason.LIMIT, each.missed());
            } else {
                each.ticket.complete(ReplayOrder.merged(each.found()));
            }
        }
    }

    private void add(ReplayTicket ticket) {
        Wanting wanting = new Wanting(ticket);
        FeedPosition to = ticket.request().to();
        ticket.request().from().forEach((id, from) -> {
            WantedUnit unit = units.computeIfAbsent(id, WantedUnit::new);
            Want want = new Want(wanting, unit, from, to);
            unit.wants.add(want);
            unit.holders++;
            wanting.wants.add(want);
        });
        requests.add(wanting);
    }

    private Wanting largest() {
        return requests.stream()
                .filter(each -> !each.refused)
                .max(Comparator.comparingInt(each -> each.count))
                .orElseThrow();
    }

    private void refuse(Wanting wanting) {
        if (wanting.refused) {
            return;
        }
        wanting.refused = true;
        for (Want want : wanting.wants) {
            want.unit.holders--;
            if (want.unit.holders == 0) {
                bytes -= want.unit.bytes();
                want.unit.kept.clear();
            }
        }
    }

    /** A request and how much there is for it. */
    private static final class Wanting {

        private final ReplayTicket ticket;
        private final List<Want> wants = new ArrayList<>();
        private int count;
        private boolean refused;

        Wanting(ReplayTicket ticket) {
            this.ticket = ticket;
        }

        List<FramedUpdate> found() {
            List<FramedUpdate> found = new ArrayList<>(count);
            for (Want want : wants) {
                for (FramedUpdate update : want.unit.kept) {
                    if (want.includes(update.update().position())) {
                        found.add(update);
                    }
                }
            }
            return found;
        }

        Map<UnitId, Integer> missed() {
            Map<UnitId, Integer> missed = new HashMap<>();
            for (Want want : wants) {
                if (want.count > 0) {
                    missed.put(want.unit.id, want.count);
                }
            }
            return missed;
        }
    }

    /** A unit, who wants it, and what is held of it. */
    private static final class WantedUnit {

        private final UnitId id;
        private final List<Want> wants = new ArrayList<>();
        private final List<FramedUpdate> kept = new ArrayList<>();
        private int holders;

        WantedUnit(UnitId id) {
            this.id = id;
        }

        long bytes() {
            return kept.stream()
                    .mapToLong(update -> update.update().extended().length)
                    .sum();
        }
    }

    /** One unit of one request. */
    private static final class Want {

        private final Wanting by;
        private final WantedUnit unit;
        private final FeedPosition from;
        private final FeedPosition to;
        private int count;

        Want(Wanting by, WantedUnit unit, FeedPosition from, FeedPosition to) {
            this.by = by;
            this.unit = unit;
            this.from = from;
            this.to = to;
        }

        boolean includes(KafkaPosition position) {
            return !from.includes(position) && to.includes(position);
        }
    }
}
