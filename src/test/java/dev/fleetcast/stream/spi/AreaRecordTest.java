package dev.fleetcast.stream.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.stream.spi.AreaRecord.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class AreaRecordTest {

    private static final Random RANDOM = new Random(20);

    @Test
    void nothingIsNothing() {
        assertThat(of(List.of())).isEqualTo(AreaRecord.NONE);
        assertThat(AreaRecord.NONE.visits()).isEmpty();
        assertThat(AreaRecord.NONE.size()).isZero();
    }

    @RepeatedTest(100)
    void isUnpackedAsItWasPacked() {
        List<Visit> visits = new ArrayList<>();
        for (int count = RANDOM.nextInt(5); count > 0; count--) {
            int entered = 1 + RANDOM.nextInt(1_000_000);
            visits.add(new Visit(
                    RANDOM.nextLong(), entered, RANDOM.nextBoolean() ? 0 : entered + 1 + RANDOM.nextInt(1_000)));
        }

        AreaRecord packed = of(visits);

        assertThat(packed.visits()).isEqualTo(visits);
        assertThat(packed).isEqualTo(of(visits)).hasSameHashCodeAs(of(visits));
    }

    @Test
    void unitThatIsInsideTakesAFewBytes() {
        List<Visit> visits = IntStream.range(0, 1_000)
                .mapToObj(unit -> new Visit(1_000_000 + 7L * unit, 1 + unit, 0))
                .toList();

        assertThat(of(visits).size()).isLessThan(3_100);
    }

    @Test
    void unitIsKnownFromItsEnterToItsLeave() {
        Visit visit = new Visit(1, 5, 9);

        assertThat(IntStream.range(0, 20).filter(visit::isKnownAfter)).containsExactly(5, 6, 7, 8);
        assertThat(IntStream.range(0, 8).filter(new Visit(1, 5, 0)::isKnownAfter))
                .containsExactly(5, 6, 7);
    }

    private static AreaRecord of(List<Visit> visits) {
        return new AreaRecord(null, visits, null);
    }
}
