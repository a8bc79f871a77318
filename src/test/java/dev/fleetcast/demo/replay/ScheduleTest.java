package dev.fleetcast.demo.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final List<UnitReplay> units = IntStream.rangeClosed(1, 25)
            .mapToObj(unit -> new UnitReplay(new Device(unit, "imei " + unit, ""), null, null, PERIOD))
            .toList();
    private final Schedule schedule = new Schedule(units, PERIOD, START);
    private final List<String> turns = new ArrayList<>();

    @Test
    void everyUnitHasItsTurnOncePerPeriod() {
        for (int millis = 0; millis < 3_000; millis += 100) {
            runAt(START.plusMillis(millis));
        }

        assertThat(turns).hasSize(75);
        units.forEach(unit -> assertThat(turns).filteredOn(unit.key()::equals).hasSize(3));
    }

    @Test
    void turnsAreSpreadOverThePeriod() {
        runAt(START);

        assertThat(turns).containsExactly("imei 1", "imei 11", "imei 21");
    }

    @Test
    void lateTurnsAreMadeUpForAtTheirOwnMoments() {
        List<Instant> moments = new ArrayList<>();

        schedule.run(START.plusMillis(250), (unit, moment) -> moments.add(moment));

        assertThat(moments)
                .contains(START, START.plusMillis(100), START.plusMillis(200))
                .hasSize(9);
    }

    @Test
    void longPauseIsNotMadeUpFor() {
        runAt(START);
        turns.clear();

        runAt(START.plus(Duration.ofHours(8)));

        assertThat(turns).hasSize(3);
    }

    private void runAt(Instant now) {
        schedule.run(now, (unit, moment) -> turns.add(unit.key()));
    }
}
