package dev.fleetcast.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.stream.spi.PackedVisits.Visit;
import dev.fleetcast.telemetry.UnitId;
import java.util.List;
import org.junit.jupiter.api.Test;

class AreaVisitsTest {

    private static final UnitId UNIT = new UnitId(7);

    private final AreaVisits visits = new AreaVisits(1_000);

    @Test
    void announcedChangesAreSavedAndKnownOnceTheyAreTold() {
        visits.coming(UNIT, 1);
        assertThat(visits.all()).containsExactly(new Visit(7, 1, 0));
        assertThat(visits.known()).isEmpty();

        visits.entered(UNIT);
        visits.leaving(UNIT, 2);
        assertThat(visits.all()).containsExactly(new Visit(7, 1, 2));
        assertThat(visits.known()).containsExactly(UNIT);

        visits.left(UNIT, 0);
        assertThat(visits.all()).containsExactly(new Visit(7, 1, 2));
        assertThat(visits.known()).isEmpty();
    }

    @Test
    void withdrawnChangesAreAsIfTheyHadNeverBeen() {
        visits.coming(UNIT, 1);
        visits.withdraw(UNIT);
        assertThat(visits.all()).isEmpty();

        visits.restore(List.of(new Visit(7, 1, 0)));
        visits.leaving(UNIT, 2);
        visits.coming(new UnitId(8), 3);
        visits.withdrawAll();
        assertThat(visits.all()).containsExactly(new Visit(7, 1, 0));
    }

    @Test
    void unitsThatLeftLongAgoAreForgotten() {
        visits.restore(List.of(new Visit(7, 1, 0), new Visit(8, 2, 0)));
        visits.leaving(UNIT, 3);
        visits.left(UNIT, 5_000);

        visits.expire(6_000);
        assertThat(visits.ended()).isEqualTo(1);
        visits.expire(6_001);

        assertThat(visits.ended()).isZero();
        assertThat(visits.all()).containsExactly(new Visit(8, 2, 0));
    }
}
