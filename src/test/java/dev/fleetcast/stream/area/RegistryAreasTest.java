package dev.fleetcast.stream.area;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.fleet.FleetIndex;
import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.fleet.TestFleet;
import dev.fleetcast.stream.area.Areas.Found;
import dev.fleetcast.telemetry.UnitId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RegistryAreasTest {

    private static final Area ALL = new Area.Everything();

    private final RegistryAreas areas = new RegistryAreas();

    @Test
    void streamsWithTheSameRightsShareWhatIsFound() {
        FleetIndex fleet = fleet(1, 2, 3);

        Found found = areas.of(fleet, ALL, Set.of(1L), 2_000);

        assertThat(found.units()).containsExactly(new UnitId(1), new UnitId(2), new UnitId(3));
        assertThat(areas.of(fleet, ALL, Set.of(1L), 2_000)).isSameAs(found);
        assertThat(areas.of(fleet, ALL, Set.of(2L), 2_000).units()).isEmpty();
        assertThat(areas.of(fleet, ALL, Set.of(), 2_000).units()).isEmpty();
        assertThat(areas.of(fleet, ALL, Set.of(1L), 2)).isEqualTo(new Found(Set.of(new UnitId(1), new UnitId(2)), 3));
    }

    @Test
    void aChangeOfTheRegistryThatConcernsOthersLeavesItAsItIs() {
        Found found = areas.of(fleet(1, 2), ALL, Set.of(1L), 2_000);

        assertThat(areas.of(fleet(1, 2), ALL, Set.of(1L), 2_000)).isSameAs(found);
        assertThat(areas.of(fleet(1, 3), ALL, Set.of(1L), 2_000).units()).containsExactly(new UnitId(1), new UnitId(3));
    }

    @Test
    void largeAreasAreKeptOnlyAsFarAsThereIsRoom() {
        FleetIndex fleet = fleet(LongStream.rangeClosed(1, 2_000).toArray());
        Map<Integer, Found> found = new HashMap<>();
        for (int most = 1_911; most <= 2_000; most++) {
            found.put(most, areas.of(fleet, ALL, Set.of(1L), most));
        }

        assertThat(found.entrySet().stream()
                        .filter(each -> areas.of(fleet, ALL, Set.of(1L), each.getKey()) == each.getValue()))
                .hasSizeLessThan(60);
    }

    private static FleetIndex fleet(long... units) {
        return TestFleet.directory(Arrays.stream(units)
                        .mapToObj(id -> TestFleet.unit(id, null, null))
                        .toArray(FleetUnit[]::new))
                .picture();
    }
}
