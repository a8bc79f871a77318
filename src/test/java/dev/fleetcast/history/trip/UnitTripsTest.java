package dev.fleetcast.history.trip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Points that come late and in any order. */
class UnitTripsTest {

    private static final LocalDate DAY = LocalDate.of(2015, 9, 6);
    private static final ZoneId CITY = ZoneId.of("America/Chicago");

    /** All buses take half a minute. */
    private static final int EVERY = 3;

    @Test
    void anyOrderOfArrivalFindsTheSameTripsOfRealBuses() throws IOException {
        Random random = new Random(19);
        int trips = 0;
        int number = 0;
        for (Map.Entry<String, List<Point>> bus : buses().entrySet()) {
            if (number++ % EVERY != 0) {
                continue;
            }
            List<Point> track = broken(bus.getValue(), random);
            StoredSheets inOrder = new StoredSheets();
            inOrder.add(track.stream().sorted().toList());
            for (int disorder : new int[] {3, 30, 3_000}) {
                StoredSheets stored = new StoredSheets();
                arrive(disordered(track, disorder, random), random, stored);

                assertThat(stored.found()).as("bus %s", bus.getKey()).isEqualTo(inOrder.found());
                assertThat(stored.quarters()).as("bus %s", bus.getKey()).isEqualTo(inOrder.quarters());
            }
            trips += inOrder.found().size();
        }
        assertThat(trips).isGreaterThan(100);
    }

    @Test
    void pointsThatComeAgainChangeNothing() throws IOException {
        List<Point> track = buses().values().iterator().next();
        StoredSheets stored = new StoredSheets();
        stored.add(track);
        List<Trip> before = stored.trips();
        stored.published.clear();

        stored.add(track.subList(3, track.size() / 2));

        assertThat(stored.trips()).isEqualTo(before);
        assertThat(stored.published).isEmpty();
    }

    @Test
    void pointsInTheirOrderAreNotReadAgain() throws IOException {
        StoredSheets stored = new StoredSheets();

        List<Point> track =
                buses().values().iterator().next().stream().sorted().distinct().toList();
        for (Point point : track) {
            stored.add(List.of(point));
        }

        assertThat(stored.reread).isZero();
        assertThat(stored.readBefore).as("once a day").isEqualTo(stored.sheets().size());
    }

    @Test
    void sheetOfALongDriveIsWrittenOnceAnHour() {
        StoredSheets stored = new StoredSheets();
        StoredSheets atOnce = new StoredSheets();
        List<Point> drive = new Drive("2026-03-03T08:00:00Z").point(36).move(4 * 3_600, 36, 10).points;

        drive.forEach(point -> stored.add(List.of(point)));
        atOnce.add(drive);

        assertThat(stored.written).isBetween(1, 5);
        assertThat(stored.found()).isEqualTo(atOnce.found());
        assertThat(stored.quarters()).isEqualTo(atOnce.quarters());
    }

    @Test
    void lateStopSplitsATripInTwo() {
        StoredSheets stored = new StoredSheets();
        Drive drive = new Drive("2026-03-03T12:00:00Z").point(0).move(600, 36, 10);
        stored.add(drive.points);
        stored.add(new Drive("2026-03-03T12:43:20Z").strayPoint(20_000, 36).points);
        stored.add(new Drive("2026-03-03T12:43:30Z").strayPoint(20_100, 0).points);
        stored.add(new Drive("2026-03-03T12:55:00Z").strayPoint(20_100, 0).points);
        assertThat(stored.trips()).extracting(Trip::revision).containsExactly(1);
        Trip whole = stored.trips().get(0);

        Drive parked = new Drive("2026-03-03T12:10:20Z");
        for (int i = 0; i < 60; i++) {
            parked.pass(10).strayPoint(6_000, 0);
        }
        stored.add(parked.points);

        assertThat(stored.trips()).extracting(Trip::revision).containsExactly(2, 2);
        assertThat(stored.trips().get(0).from()).isEqualTo(whole.from());
        assertThat(stored.trips().get(1).to()).isEqualTo(whole.to());
        assertThat(stored.trips().get(0).ended()).isEqualTo(Trip.Ended.STANDING);
        assertThat(stored.published).hasSize(3);
    }

    @Test
    void lateDayIsFoundAgainOnlyAsFarAsItMatters() {
        StoredSheets stored = new StoredSheets();
        for (int day = 1; day <= 9; day++) {
            Drive drive = new Drive("2026-03-0" + day + "T12:00:00Z").point(0).move(600, 36, 10);
            stored.add(drive.stand(600, 10).points);
        }
        stored.reread = 0;

        stored.add(new Drive("2026-03-03T15:00:00Z").point(0).move(600, 36, 10).points);

        assertThat(stored.trips()).hasSize(10);
        // The late points come after all of their day: the next day begins differently, and it ends with one trip more
        // in
        // the last 26 hours, so that the one after it does, too.
        assertThat(stored.reread).isEqualTo(2);
        assertThat(stored.trips()).extracting(Trip::revision).containsOnly(1);
    }

    @Test
    void standingBeforeALongSilenceIsIdlingOfItsDay() {
        StoredSheets stored = new StoredSheets();
        stored.add(new Drive("2026-03-03T12:00:00Z").point(0).move(600, 36, 10).stand(180, 10).points);
        stored.add(new Drive("2026-03-09T12:00:00Z").point(0).points);

        long idling = stored.sheets().get(0).quarters().stream()
                .mapToLong(quarter -> quarter.movement().idlingMillis())
                .sum();

        assertThat(idling).isEqualTo(170_000);
    }

    @Test
    void tripOverMidnightIsOne() {
        List<Point> night =
                new Drive("2026-03-03T23:50:00Z").point(36).move(1_200, 36, 10).stand(600, 10).points;
        StoredSheets stored = new StoredSheets();
        List<Point> shuffled = new ArrayList<>(night);
        Collections.shuffle(shuffled, new Random(1));

        shuffled.forEach(point -> stored.add(List.of(point)));

        assertThat(stored.trips()).hasSize(1);
        assertThat(stored.trips().get(0).sums().movement().drivingMillis()).isEqualTo(1_210_000);
        assertThat(stored.rows).hasSize(2);
    }

    /** Points are swapped with others at most so far away. */
    private static List<Point> disordered(List<Point> track, int distance, Random random) {
        List<Point> mixed = new ArrayList<>(track);
        for (int i = 0; i < mixed.size(); i++) {
            Collections.swap(mixed, i, Math.min(mixed.size() - 1, i + random.nextInt(distance)));
        }
        return mixed;
    }

    private static void arrive(List<Point> points, Random random, StoredSheets stored) {
        for (int next = 0; next < points.size(); ) {
            int end = Math.min(points.size(), next + 1 + random.nextInt(60));
            stored.add(points.subList(next, end));
            next = end;
        }
    }

    /** The track with spikes, silence, repetitions and points at the same time. */
    private static List<Point> broken(List<Point> track, Random random) {
        List<Point> broken = new ArrayList<>();
        int silent = 0;
        for (Point point : track) {
            silent = random.nextInt(150) == 0 ? 40 : silent - 1;
            if (silent > 0) {
                continue;
            }
            broken.add(point);
            if (random.nextInt(20) == 0) {
                broken.add(at(point.at() + random.nextInt(2) * 1_000, point.latitude() + 1, -97, 30, random.nextInt()));
            }
            if (random.nextInt(20) == 0) {
                broken.add(point);
            }
        }
        return broken;
    }

    private static Map<String, List<Point>> buses() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(UnitTripsTest.class.getResourceAsStream("/demo/austin-buses-2015-09-06.csv.gz")),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .skip(1)
                    .map(line -> line.split(","))
                    .collect(Collectors.groupingBy(
                            columns -> columns[0],
                            TreeMap::new,
                            Collectors.mapping(UnitTripsTest::point, Collectors.toList())));
        }
    }

    private static Point point(String[] columns) {
        return at(
                DAY.atTime(LocalTime.parse(columns[1])).atZone(CITY).toInstant().toEpochMilli(),
                Double.parseDouble(columns[4]),
                Double.parseDouble(columns[5]),
                Double.parseDouble(columns[2]) * 1.609344,
                String.join(",", columns).hashCode());
    }

    private static Point at(long millis, double latitude, double longitude, double kmh, long digest) {
        return new Point(millis, digest, latitude, longitude, kmh, Ignition.UNKNOWN, 0, Readings.NONE);
    }
}
