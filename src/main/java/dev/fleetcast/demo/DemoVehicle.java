package dev.fleetcast.demo;

import java.util.List;

/**
 * A vehicle of the demo with the unit and the driver in it, which all have the same number.
 *
 * @param id of the vehicle, its unit and its driver
 * @param fleetNo what is painted on it
 * @param name what people call the unit
 * @param iconName how it is drawn
 * @param pools the names of the groups it belongs to
 */
public record DemoVehicle(long id, String fleetNo, String name, String iconName, List<String> pools) {

    /** The identity of its unit. */
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
        // A permutation of the ten thousand numbers, so that neighbours look unlike and none occurs twice.
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
