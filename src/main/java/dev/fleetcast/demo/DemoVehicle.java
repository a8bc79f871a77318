package dev.fleetcast.demo;

import java.util.List;

/**
 * A demo vehicle with its unit and driver, which all have the same id.
 *
 * @param id of the vehicle, its unit and its driver
 * @param fleetNo the number painted on it
 * @param name the name of the unit
 * @param iconName its icon on maps
 * @param pools the names of its groups
 */
public record DemoVehicle(long id, String fleetNo, String name, String iconName, List<String> pools) {

    /** The IMEI of its unit. */
    public String imei() {
        return Imei.ofUnit(id);
    }

    /** The serial number of its unit. */
    public String serialNo() {
        return "FMB920-%06d".formatted(id);
    }

    String stockNo() {
        return "ST-%05d".formatted(id);
    }

    String regNo() {
        // A permutation of ten thousand numbers: neighbours look different and none repeats.
        long scattered = id * 7_919 % 10_000;
        return "%c%c%c-%04d".formatted(letter(id * 5), letter(id * 11 + 3), letter(id * 17 + 7), scattered);
    }

    String vin() {
        return "15GGD2711B1%06d".formatted(170_000 + id);
    }

    String engineNo() {
        return "ISL9-%06d".formatted(730_000 + id);
    }

    String driverName() {
        return DriverNames.of(id);
    }

    String driverTagNo() {
        return "%016X".formatted(0x0100_0000_0000_0001L + id * 0x1_0F0FL);
    }

    private static char letter(long number) {
        return (char) ('A' + number % 26);
    }
}
