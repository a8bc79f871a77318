package dev.fleetcast.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A demo company and its vehicles. The buses and their routes are real: they are taken from positions collected by the
 * CapMetrics project (MIT licence, © 2015 Sean Cascketta).
 *
 * @param client the company's name
 * @param timezone its time zone
 * @param zones the names of its zones, which its devices number from 1
 * @param vehicles with their units and drivers
 */
public record DemoFleet(String client, String timezone, List<String> zones, List<DemoVehicle> vehicles) {

    static final String ELSEWHERE = "Demo Fleet, Other Cities";

    private static final String AUSTIN = "America/Chicago";
    private static final List<String> CITY = List.of("Downtown");
    private static final int BUS_COLUMNS = 3;

    /** The buses of one city, busiest first: units and vehicles 1 to 146; one pool per route. */
    public static DemoFleet buses() {
        try (InputStream file = DemoFleet.class.getResourceAsStream("buses.csv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return new DemoFleet(
                    "Demo Fleet",
                    AUSTIN,
                    CITY,
                    lines.lines().skip(1).map(DemoFleet::bus).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The {@link DemoCities#copies buses of other cities}, which belong to a company of their own. */
    static DemoFleet elsewhere(int vehicles) {
        return new DemoFleet(
                ELSEWHERE,
                AUSTIN,
                CITY,
                DemoCities.copies(vehicles).stream()
                        .map(DemoCities.Copy::vehicle)
                        .toList());
    }

    /** The vans of another company, whose data the first one must never see: units and vehicles 1001 to 1010. */
    static DemoFleet vans() {
        return new DemoFleet(
                "Other Fleet",
                AUSTIN,
                List.of(),
                LongStream.rangeClosed(1_001, 1_010).mapToObj(DemoFleet::van).toList());
    }

    private static DemoVehicle bus(String line) {
        String[] columns = line.split(",", BUS_COLUMNS);
        List<String> pools =
                Stream.of(columns[2].split(" ")).map(route -> "Route " + route).toList();
        return new DemoVehicle(Long.parseLong(columns[0]), columns[1], "Bus " + columns[1], "bus", pools);
    }

    private static DemoVehicle van(long id) {
        return new DemoVehicle(id, "V" + id, "Van " + id, "van", List.of("Depot"));
    }
}
