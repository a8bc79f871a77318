package dev.fleetcast.history.trip;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Adds points to the sheets of one unit. Points may come late and in any order: the result is the same as if all had come
 * in theirs, except for the revisions of trips.
 */
public final class UnitTrips {

    private final TripRules rules;
    private final UnitSheets stored;

    public UnitTrips(TripRules rules, UnitSheets stored) {
        this.rules = rules;
        this.stored = stored;
    }

    /**
     * What has changed.
     *
     * @param sheets that are to be stored in place of those of their days
     * @param tail that is to be stored in place of that of the newest sheet; empty if sheets have changed
     * @param trips that ended, or that were found again and are not as before
     */
    public record Change(Collection<Sheet> sheets, Optional<Sheet> tail, List<Trip> trips) {}

    /** Like the other method, while no trip has ended by the clock. */
    Change add(Collection<Point> arrived) {
        return add(arrived, Long.MIN_VALUE);
    }

    /**
     * Returns what the points change; stores nothing.
     *
     * @param now the time, in milliseconds since the epoch: a trip that has ended by the clock is revised by late points
     */
    public Change add(Collection<Point> arrived, long now) {
        return new Addition(arrived, now).run();
    }

    /** One call, from its earliest day on. */
    private final class Addition {

        private final TreeMap<LocalDate, NavigableSet<Point>> arrived = new TreeMap<>();
        private final TreeMap<LocalDate, Sheet> changed = new TreeMap<>();
        private final List<Trip> former = new ArrayList<>();
        private final List<Trip> goingOn = new ArrayList<>();
        private final long now;
        private boolean onlyTail;

        Addition(Collection<Point> points, long now) {
            this.now = now;
            points.forEach(point -> arrived.computeIfAbsent(Sheet.dayOf(point), day -> new TreeSet<>())
                    .add(point));
        }

        Change run() {
            TreeSet<LocalDate> due = new TreeSet<>(arrived.keySet());
            // A sheet keeps a tail only as long as it is the newest.
            stored.tail().map(Sheet::day).filter(due.last()::isAfter).ifPresent(due::add);
            for (LocalDate day = due.pollFirst(); day != null; day = due.pollFirst()) {
                Sheet sheet = sheet(day);
                changed.put(day, sheet);
                stored.after(day)
                        .filter(next -> !next.before().equals(sheet.after()))
                        .ifPresent(next -> due.add(next.day()));
            }
            return revised();
        }

        private Sheet sheet(LocalDate day) {
            NavigableSet<Point> points = arrived.getOrDefault(day, new TreeSet<>());
            Optional<Sheet> tail = longerTail(day, points);
            if (tail.isPresent()) {
                onlyTail = true;
                return tail.get();
            }
            Optional<Sheet> known = stored.on(day);
            if (known.filter(sheet -> isContinued(sheet, points)).isPresent()) {
                former.addAll(known.get().trips());
                noteOpen(known.get(), true);
                return known.get().with(points, rules);
            }
            Optional<Sheet> previous = sheetBefore(day);
            boolean newest = known.isEmpty() && stored.after(day).isEmpty();
            previous.ifPresent(sheet -> noteOpen(sheet, newest));
            DetectorState before = previous.map(Sheet::after).orElse(DetectorState.START);
            known.filter(sheet -> !sheet.isReported()).ifPresent(sheet -> former.addAll(sheet.trips()));
            if (known.isPresent()
                    && !known.get().isReported()
                    && known.get().before().equals(before)
                    && known.get().isBefore(points)) {
                noteOpen(known.get(), true);
                return known.get().with(points, rules);
            }
            known.flatMap(this::open).filter(trip -> !trip.isActive()).ifPresent(former::add);
            // Of points that are the same, the one that was recorded first counts.
            NavigableSet<Point> all = new TreeSet<>();
            if (known.isPresent()) {
                stored.points(day).forEach(all::add);
            }
            points.forEach(all::add);
            return Sheet.empty(day, before).with(all, rules);
        }

        /** The usual case: points come after all of the newest day, and its sheet need not be read. */
        private Optional<Sheet> longerTail(LocalDate day, NavigableSet<Point> points) {
            if (!day.equals(arrived.lastKey())) {
                return Optional.empty();
            }
            Optional<Sheet> tail =
                    stored.tail().filter(known -> known.day().equals(day)).filter(known -> isContinued(known, points));
            Optional<Sheet> longer =
                    tail.map(known -> known.with(points, rules)).filter(next -> !next.isLong());
            if (longer.isPresent()) {
                noteOpen(tail.get(), true);
            }
            return longer;
        }

        /** True if the points come after all of the sheet, and no sheet before it has changed: that is the usual case. */
        private boolean isContinued(Sheet sheet, NavigableSet<Point> points) {
            return !sheet.isReported() && changed.isEmpty() && sheet.isBefore(points);
        }

        /** A trip that was reported as ended and goes on after all has changed. */
        private void noteOpen(Sheet sheet, boolean newest) {
            open(sheet).ifPresent(trip -> (newest && sheet.openEnded() ? former : goingOn).add(trip));
        }

        private Optional<Trip> open(Sheet sheet) {
            return sheet.openTrip(now, rules);
        }

        private Optional<Sheet> sheetBefore(LocalDate day) {
            Optional<Sheet> known = stored.before(day);
            var own = changed.lowerEntry(day);
            if (own != null
                    && (known.isEmpty() || !own.getKey().isBefore(known.get().day()))) {
                return Optional.of(own.getValue());
            }
            return known;
        }

        private Change revised() {
            List<Trip> news = new ArrayList<>();
            changed.replaceAll((day, sheet) -> {
                List<Trip> revised = new ArrayList<>();
                for (Trip trip : sheet.trips()) {
                    revised.add(revised(trip, news));
                }
                int open = open(sheet).map(this::revision).orElse(1);
                return sheet.with(revised, open);
            });
            return onlyTail
                    ? new Change(List.of(), Optional.of(changed.firstEntry().getValue()), news)
                    : new Change(changed.values(), Optional.empty(), news);
        }

        private Trip revised(Trip trip, List<Trip> news) {
            for (Trip old : former) {
                if (old.isSameJourney(trip)) {
                    return trip.revised(old.revision());
                }
            }
            Trip made = trip.revised(revision(trip));
            news.add(made);
            return made;
        }

        /** One more than that of any former trip in its place; that of the trip that goes on with it. */
        private int revision(Trip trip) {
            int revision = 1;
            for (Trip old : former) {
                boolean same = old.isSameJourney(trip);
                if (same || old.overlaps(trip)) {
                    revision = Math.max(revision, same ? old.revision() : old.revision() + 1);
                }
            }
            for (Trip old : goingOn) {
                if (old.from().equals(trip.from())) {
                    revision = Math.max(revision, old.revision());
                }
            }
            return revision;
        }
    }
}
