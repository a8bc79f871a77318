package dev.fleetcast.demo;

import dev.fleetcast.fleet.ImeiCheckDigit;
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

    /** The type allocation code of all demo devices' IMEIs. */
    private static final String MODEL = "35956805";

    /** The IMEI of its unit, whose id has at most six digits: 15 digits, the last of which is the check digit. */
    public String imei() {
        String digits = MODEL + "%06d".formatted(id);
        return digits + ImeiCheckDigit.of(digits);
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
