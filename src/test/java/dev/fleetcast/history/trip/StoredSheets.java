package dev.fleetcast.history.trip;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The sheets of a unit as a database keeps them: as JSON, in a transaction per batch. */
public final class StoredSheets implements UnitSheets {

    final TreeMap<LocalDate, String> rows = new TreeMap<>();
    final List<Point> points = new ArrayList<>();
    final List<Trip> published = new ArrayList<>();
    int reread;
    int readBefore;
    int written;
    private String tail;
    private final UnitTrips trips = new UnitTrips(TripRules.DEFAULT, this);

    void add(List<Point> batch) {
        points.addAll(batch);
        UnitTrips.Change change = trips.add(batch);
        change.tail().ifPresent(longer -> tail = SheetJson.write(longer));
        put(change.sheets());
        published.addAll(change.trips());
    }

    /** Stores sheets in place of those of their days. */
    public void put(Collection<Sheet> sheets) {
        for (Sheet sheet : sheets) {
            rows.put(sheet.day(), SheetJson.write(sheet));
            written++;
            if (sheet.day().equals(rows.lastKey())) {
                tail = sheet.isReported() ? null : SheetJson.write(sheet.tail());
            }
        }
    }

    public List<Sheet> sheets() {
        return rows.values().stream().map(this::sheet).toList();
    }

    /** The trips that have ended. */
    public List<Trip> trips() {
        return sheets().stream().flatMap(sheet -> sheet.trips().stream()).toList();
    }

    /** All trips long after the last point, without their revisions. */
    List<Trip> found() {
        List<Trip> all = new ArrayList<>(trips());
        if (!rows.isEmpty()) {
            sheet(rows.lastEntry().getValue())
                    .openTrip(Long.MAX_VALUE, TripRules.DEFAULT)
                    .ifPresent(all::add);
        }
        return all.stream().map(trip -> trip.revised(0)).toList();
    }

    List<QuarterHour> quarters() {
        return new QuarterHour.Table(sheets().stream()
                        .flatMap(sheet -> sheet.quarters().stream())
                        .toList())
                .rows();
    }

    @Override
    public Optional<Sheet> tail() {
        return Optional.ofNullable(tail).map(SheetJson::read);
    }

    private Sheet sheet(String row) {
        Sheet sheet = SheetJson.read(row);
        return tail().filter(longer -> longer.day().equals(sheet.day()))
                .map(longer -> sheet.with(longer).orElseThrow())
                .orElse(sheet);
    }

    @Override
    public Optional<Sheet> on(LocalDate day) {
        return Optional.ofNullable(rows.get(day)).map(this::sheet);
    }

    @Override
    public Optional<Sheet> before(LocalDate day) {
        readBefore++;
        return Optional.ofNullable(rows.lowerEntry(day)).map(row -> sheet(row.getValue()));
    }

    @Override
    public Optional<Sheet> after(LocalDate day) {
        return Optional.ofNullable(rows.higherEntry(day)).map(row -> sheet(row.getValue()));
    }

    @Override
    public Collection<Point> points(LocalDate day) {
        reread++;
        return points.stream().filter(point -> Sheet.dayOf(point).equals(day)).toList();
    }
}
