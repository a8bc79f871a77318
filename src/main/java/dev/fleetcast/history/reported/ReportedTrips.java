package dev.fleetcast.history.reported;

import dev.fleetcast.history.trip.Sheet;
import dev.fleetcast.history.trip.Trip;
import dev.fleetcast.history.trip.UnitSheets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Adds the trips that were reported to the sheets of one unit. Several reports of one trip, which begin at the same time,
 * are one trip: an ended one counts more than an active one, then the later end, then the later report. So the order of
 * arrival does not matter.
 */
public final class ReportedTrips {

    private static final int FURTHER_SHEETS = 31;
    private static final Comparator<Trip> BY_TRUST = Comparator.comparing(Trip::isActive, Comparator.reverseOrder())
            .thenComparing(trip -> trip.to().at())
            .thenComparing(trip -> trip.report().filedAt())
            .thenComparing(trip -> trip.report().digest());

    private final UnitSheets stored;
    private final TreeMap<LocalDate, Sheet> changed = new TreeMap<>();

    public ReportedTrips(UnitSheets stored) {
        this.stored = stored;
    }

    /** Returns the sheets that are to be stored in place of those of their days. */
    public Collection<Sheet> add(Collection<Trip> arrived) {
        arrived.forEach(this::add);
        return changed.values();
    }

    private void add(Trip trip) {
        Optional<Trip> known = known(trip);
        if (known.isEmpty()) {
            put(trip);
        } else if (BY_TRUST.compare(known.get(), trip) < 0) {
            LocalDate before = Sheet.dayOf(known.get().to());
            List<Trip> others = new ArrayList<>(on(before));
            others.remove(known.get());
            changed.put(before, Sheet.reported(before, others));
            put(trip.revised(known.get().revision() + 1));
        }
    }

    private void put(Trip trip) {
        LocalDate day = Sheet.dayOf(trip.to());
        List<Trip> trips = new ArrayList<>(on(day));
        trips.add(trip);
        trips.sort(Comparator.comparingLong(each -> each.from().at()));
        changed.put(day, Sheet.reported(day, trips));
    }

    /** Finds an earlier report of the trip. */
    private Optional<Trip> known(Trip trip) {
        LocalDate day = Sheet.dayOf(trip.from());
        LocalDate last = day.plusDays(FURTHER_SHEETS);
        while (day != null && !day.isAfter(last)) {
            Optional<Trip> same = on(day).stream()
                    .filter(each -> each.from().at() == trip.from().at())
                    .findFirst();
            if (same.isPresent()) {
                return same;
            }
            day = next(day);
        }
        return Optional.empty();
    }

    private LocalDate next(LocalDate day) {
        LocalDate own = changed.higherKey(day);
        LocalDate further = stored.after(day).map(Sheet::day).orElse(null);
        if (own == null || further == null) {
            return own == null ? further : own;
        }
        return own.isBefore(further) ? own : further;
    }

    /** Without the trips that were found in positions before the setting was changed. */
    private List<Trip> on(LocalDate day) {
        Sheet own = changed.get(day);
        return own != null
                ? own.trips()
                : stored.on(day).filter(Sheet::isReported).map(Sheet::trips).orElse(List.of());
    }
}
