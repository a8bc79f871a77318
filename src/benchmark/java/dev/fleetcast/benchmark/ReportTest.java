package dev.fleetcast.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

    @Test
    void aBarComparesTheMediansOfOneRun() {
        Results results = new Results(List.of(
                broadcast("fleetcast", 1, 6),
                broadcast("fleetcast", 2, 7),
                broadcast("fleetcast", 3, 90),
                broadcast("nchan", 1, 7),
                broadcast("nchan", 2, 8),
                broadcast("nchan", 3, 9)));

        assertThat(new Bars(results).lines())
                .contains("| A | 1,000 streams, server µs/event of fleetcast ≤ 1.0 × nchan | 0.88 | yes |");
    }

    @Test
    void undeliveredEventsAreABarMissed() {
        Row row = broadcast("nchan", 1, 8).add(Figure.EXPECTED, 1_000).add(Figure.RECEIVED, 990);

        assertThat(new Bars(new Results(List.of(row))).lines())
                .contains("| A | 1,000 streams, nchan, round 1: everything arrives once | 10 missing | **no** |");
    }

    @Test
    void aSpreadIsMedianAndRange() {
        assertThat(Spread.of(List.of(3.0, 1.0, Double.NaN, 2.5)).text(Figure.SERVER_MICROS))
                .isEqualTo("2.50 [1.00–3.00]");
    }

    private static Row broadcast(String contestant, int round, double micros) {
        return new Row("A", "1,000 streams", contestant, round).add(Figure.SERVER_MICROS, micros);
    }
}
