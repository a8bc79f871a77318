package dev.fleetcast.demo.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The streets beneath the demo's buses are those of their own tracks. */
class StreetsTest {

    private static final Path FILE = Path.of("src", "main", "resources", "demo", "austin-streets.json");

    /** A new version of the file is in {@code target}. */
    @Test
    void fileHasTheStreetsOfTheRecordedDay() throws IOException {
        String streets = StreetLines.json(StreetNetwork.pieces(BusDay.fixes().values()));
        Files.writeString(Path.of("target", "austin-streets.json"), streets);

        assertThat(Files.readString(FILE)).isEqualTo(streets);
    }

    @Test
    void fileIsSmall() throws IOException {
        assertThat(Files.size(FILE)).isBetween(40_000L, 80_000L);
    }
}
