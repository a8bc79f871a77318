package dev.fleetcast.demo.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** The recorded day, unmodified: positions repeat or are out of order, and some buses disappear and return. */
final class BusDay {

    private static final String FILE = "/demo/austin-buses-2015-09-06.csv.gz";
    private static final double METERS_PER_SECOND_OF_A_MILE_PER_HOUR = 0.44704;

    private BusDay() {}

    /** The positions of each bus, by the number painted on it. */
    static Map<String, List<Fix>> fixes() {
        try (InputStream file = BusDay.class.getResourceAsStream(FILE);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .skip(1)
                    .map(line -> line.split(","))
                    .collect(Collectors.groupingBy(
                            columns -> columns[0], Collectors.mapping(BusDay::fix, Collectors.toList())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Fix fix(String[] columns) {
        return new Fix(
                LocalTime.parse(columns[1]).toSecondOfDay(),
                new Place(Double.parseDouble(columns[4]), Double.parseDouble(columns[5])),
                Double.parseDouble(columns[2]) * METERS_PER_SECOND_OF_A_MILE_PER_HOUR,
                Long.parseLong(columns[3]));
    }
}
