package dev.fleetcast.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The same buses in other cities, for a demo of thousands of vehicles. The cities have the time zone of the first one, so
 * that all buses are on the road at the same hours.
 */
public final class DemoCities {

    private static final long FIRST_ID = 2_001;
    /** The middle of the buses' own city. */
    private static final City HOME = new City("Austin", 30.2672, -97.7431);

    private DemoCities() {}

    /**
     * A bus of another city.
     *
     * @param vehicle the bus
     * @param original the bus whose streets it drives, in its own city
     * @param north degrees of latitude from the original
     * @param east degrees of longitude from the original
     */
    public record Copy(DemoVehicle vehicle, DemoVehicle original, double north, double east) {}

    private record City(String name, double latitude, double longitude) {}

    /**
     * The buses of other cities, one city after the other.
     *
     * @param vehicles the number of buses in all cities, the first one included; at most 10,000
     */
    public static List<Copy> copies(int vehicles) {
        List<DemoVehicle> originals = DemoFleet.buses().vehicles();
        List<City> cities = cities();
        return IntStream.range(0, vehicles - originals.size())
                .mapToObj(i -> copy(i, originals.get(i % originals.size()), cities.get(i / originals.size())))
                .toList();
    }

    private static Copy copy(int index, DemoVehicle original, City city) {
        String name = original.fleetNo() + " " + city.name();
        return new Copy(
                new DemoVehicle(FIRST_ID + index, name, "Bus " + name, original.iconName(), List.of(city.name())),
                original,
                city.latitude() - HOME.latitude(),
                city.longitude() - HOME.longitude());
    }

    private static List<City> cities() {
        try (InputStream file = DemoCities.class.getResourceAsStream("cities.csv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .skip(1)
                    .map(line -> line.split(","))
                    .map(columns ->
                            new City(columns[0], Double.parseDouble(columns[1]), Double.parseDouble(columns[2])))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
