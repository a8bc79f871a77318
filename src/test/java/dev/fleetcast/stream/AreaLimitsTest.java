package dev.fleetcast.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.memory.MemoryHolder;
import dev.fleetcast.telemetry.UnitId;
import org.junit.jupiter.api.Test;

/** Areas with more units than wanted, or than there is memory for. */
class AreaLimitsTest {

    private final OpenStream open = OpenStream.owned();

    @Test
    void limitIsReportedOnceForOneArea() {
        open.areaTotal = 3_000;
        for (int unit = 1; unit <= 500; unit++) {
            open.inArea.add(new UnitId(unit));
        }
        open.followArea("{\"bbox\":[0,0,1,1]}");
        // Other vehicles come and go while those inside enter.
        open.areaTotal = 3_001;
        open.during(1_000);
        open.areaTotal = 3_000;
        open.followArea("{\"bbox\":[0,0,1,1]}");
        open.during(20_000);

        assertThat(open.areaLimits()).containsExactly(3_000);
    }

    @Test
    void limitIsReportedAndItsEndToo() {
        open.areaTotal = 3_000;
        open.followArea("{\"bbox\":[0,0,1,1]}", 1);
        open.areaTotal = 1;
        open.during(6_000);

        assertThat(open.areaLimits()).containsExactly(3_000, 1);
    }

    @Test
    void withoutMemoryTheNearestUnitsAreFollowed() {
        for (int unit = 1; unit <= 500; unit++) {
            open.inArea.add(new UnitId(unit));
        }
        MemoryHolder another = MemoryHolder.ofUser(8);
        long taken = open.areaMemory.limit() - 64 * 1024;
        open.areaMemory.tryReserve(another, taken);
        open.followArea("{\"bbox\":[0,0,1,1]}");
        open.during(10_000);
        int followed = open.stream.subscriptions().units().size();

        assertThat(followed).isBetween(150, 220);
        assertThat(open.stream.subscriptions().units())
                .containsExactlyInAnyOrderElementsOf(
                        open.inArea.stream().limit(followed).toList());
        assertThat(open.outlet.data())
                .filteredOn(event -> event.path("type").asText().equals("area_limit"))
                .singleElement()
                .returns(500, event -> event.path("units").asInt())
                .returns(followed, event -> event.path("max_units").asInt());

        open.areaMemory.release(another, taken);
        open.during(20_000);

        assertThat(open.stream.subscriptions().units()).hasSize(500);
        assertThat(open.story().stream().filter(event -> event.startsWith("enter")))
                .hasSize(500)
                .doesNotHaveDuplicates();
        assertThat(open.story()).noneMatch(event -> event.startsWith("leave"));
    }

    @Test
    void memoryIsReleasedWithTheUnitsTheAreaAndTheStream() {
        for (int unit = 1; unit <= 100; unit++) {
            open.inArea.add(new UnitId(unit));
        }
        open.followArea("{\"bbox\":[0,0,1,1]}");
        long full = open.areaMemory.used();
        open.inArea.clear();
        open.during(1_000);
        long empty = open.areaMemory.used();

        open.stream.execute(() -> open.stream.followArea(null));
        open.during(300);
        assertThat(full).isGreaterThan(30_000);
        // Those that have left are remembered for a while.
        assertThat(empty).isBetween(1_000L, full / 2);
        assertThat(open.areaMemory.used()).isBetween(1L, full / 2);

        open.followArea("{\"bbox\":[0,0,1,1]}", 1);
        open.stream.gone();
        assertThat(open.areaMemory.used()).isZero();
    }
}
