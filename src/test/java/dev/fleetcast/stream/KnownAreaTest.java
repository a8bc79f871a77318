package dev.fleetcast.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.stream.spi.AreaRecord.Visit;
import dev.fleetcast.telemetry.UnitId;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownAreaTest {

    private static final UnitId UNIT = new UnitId(7);

    private final KnownArea known = new KnownArea(1_000);

    @Test
    void announcedChangesAreSavedAndKnownOnceTheyAreTold() {
        known.coming(UNIT, 1);
        assertThat(known.record(null).visits()).containsExactly(new Visit(7, 1, 0));
        assertThat(known.units()).isEmpty();

        known.entered(UNIT);
        known.leaving(UNIT, 2);
        assertThat(known.record(null).visits()).containsExactly(new Visit(7, 1, 2));
        assertThat(known.units()).containsExactly(UNIT);

        known.left(UNIT, 0);
        assertThat(known.record(null).visits()).containsExactly(new Visit(7, 1, 2));
        assertThat(known.units()).isEmpty();
    }

    @Test
    void withdrawnChangesAreAsIfTheyHadNeverBeen() {
        known.coming(UNIT, 1);
        known.withdraw(UNIT);
        assertThat(known.record(null).visits()).isEmpty();

        known.restore(List.of(new Visit(7, 1, 0)), null, 1);
        known.leaving(UNIT, 2);
        known.coming(new UnitId(8), 3);
        known.withdrawAll();
        assertThat(known.record(null).visits()).containsExactly(new Visit(7, 1, 0));
    }

    @Test
    void unitsThatLeftLongAgoAreForgotten() {
        known.restore(List.of(new Visit(7, 1, 0), new Visit(8, 2, 0)), null, 2);
        known.leaving(UNIT, 3);
        known.left(UNIT, 5_000);

        known.expire(6_000);
        assertThat(known.ended()).isEqualTo(1);
        known.expire(6_001);

        assertThat(known.ended()).isZero();
        assertThat(known.record(null).visits()).containsExactly(new Visit(8, 2, 0));
    }
}
