package dev.fleetcast.stream.area;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.fleet.TestFleet;
import dev.fleetcast.stream.area.Areas.Found;
import dev.fleetcast.telemetry.GeoPoint;
import dev.fleetcast.telemetry.LastKnownPositions;
import dev.fleetcast.telemetry.LastKnownPositions.PositionReport;
import dev.fleetcast.telemetry.RecordOffset;
import dev.fleetcast.telemetry.UnitId;
import java.time.Instant;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Real positions of 100 units. */
class AreasTest {

    private static final Viewer VIEWER = new Viewer(7, "demo", Set.of(), Set.of(1L), "session");

    private final LastKnownPositions positions = new LastKnownPositions();
    private final Areas areas = new Areas(
            TestFleet.directory(LongStream.rangeClosed(1, 100)
                    .mapToObj(id -> TestFleet.unit(id, null, null))
                    .toArray(FleetUnit[]::new)),
            Viewer::clientIds,
            positions);
    private long offset;

    @Test
    void theSameUnitsAreTheSameObject() {
        FollowedArea area = AreaRequest.parse("{\"bbox\":[0,0,1,1]}");
        move(1, 0.5);
        move(2, 0.5);
        move(3, 3);

        Found found = areas.find(VIEWER, area, Found.NOTHING);
        assertThat(found.units()).containsExactlyInAnyOrder(new UnitId(1), new UnitId(2));
        move(1, 0.9);
        assertThat(areas.find(VIEWER, area, found)).isSameAs(found);

        move(2, 3);
        move(3, 0.5);
        Found next = areas.find(VIEWER, area, found);
        assertThat(next.units()).containsExactlyInAnyOrder(new UnitId(1), new UnitId(3));
        assertThat(next.isLimited()).isFalse();
    }

    @Test
    void unitsOfOthersAreNotFound() {
        move(1, 0.5);

        Viewer other = new Viewer(8, "other", Set.of(), Set.of(2L), "session");

        assertThat(areas.find(other, AreaRequest.parse("{\"bbox\":[0,0,1,1]}"), Found.NOTHING))
                .isEqualTo(Found.NOTHING);
    }

    /** A unit that moves from cell to cell of the grid, while the cells are visited, may be seen in both or in none. */
    @Test
    void unitsThatMoveInsideDoNotLeave() throws InterruptedException {
        FollowedArea area = AreaRequest.parse("{\"bbox\":[0,0,1,1]}");
        for (int unit = 1; unit <= 100; unit++) {
            move(unit, 0.05);
        }
        Thread feed = new Thread(() -> {
            for (int round = 0; round < 3_000; round++) {
                for (int unit = 1; unit <= 100; unit++) {
                    move(unit, round % 2 == 0 ? 0.95 : 0.05);
                }
            }
        });
        Found found = areas.find(VIEWER, area, Found.NOTHING);
        feed.start();
        while (feed.isAlive()) {
            assertThat(areas.find(VIEWER, area, found)).isSameAs(found);
        }
        feed.join();
    }

    private void move(long unit, double place) {
        offset++;
        Instant now = Instant.now();
        positions.offer(
                new UnitId(unit),
                new PositionReport(true, now, new GeoPoint(place, place)),
                new byte[0],
                new RecordOffset("fleet.telemetry", 0, offset),
                now,
                now,
                offset);
    }
}
