package dev.fleetcast.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlacesTest {

    @Test
    void textsAreAlwaysOfTheSameLength() {
        assertThat(IntStream.rangeClosed(1, 10_000))
                .allMatch(unit -> Places.latitude(unit).length() == 8
                        && Places.longitude(unit).length() == 9);
    }

    @Test
    void areaHasItsUnitsAndNoOther() throws IOException {
        int[] units = IntStream.rangeClosed(1_011, 1_060).toArray();

        JsonNode box = new ObjectMapper().readTree(Places.area(units)).path("bbox");

        assertThat(IntStream.rangeClosed(1, 10_000).filter(unit -> isInside(unit, box)))
                .containsExactly(IntStream.of(units).boxed().toArray(Integer[]::new));
    }

    private static boolean isInside(int unit, JsonNode box) {
        double latitude = Double.parseDouble(Places.latitude(unit));
        double longitude = Double.parseDouble(Places.longitude(unit));
        return longitude >= box.path(0).asDouble()
                && latitude >= box.path(1).asDouble()
                && longitude <= box.path(2).asDouble()
                && latitude <= box.path(3).asDouble();
    }
}
