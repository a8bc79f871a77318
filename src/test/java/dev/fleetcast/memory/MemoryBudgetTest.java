package dev.fleetcast.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetcast.testing.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {

    private static final MemoryHolder ONE = MemoryHolder.ofUser(1);
    private static final MemoryHolder OTHER = MemoryHolder.ofUser(2);

    private final MemoryBudget budget = new MemoryBudget(100, 60);

    @Test
    void oneHoldersShareRunsOutBeforeTheWhole() {
        assertThat(budget.tryReserve(ONE, 60)).isTrue();

        assertThat(budget.tryReserve(ONE, 1)).isFalse();
        assertThat(budget.tryReserve(OTHER, 40)).isTrue();
        assertThat(budget.tryReserve(OTHER, 1)).isFalse();

        assertThat(budget.used()).isEqualTo(100);
        assertThat(budget.refusedForHolder()).isEqualTo(1);
        assertThat(budget.refusedInAll()).isEqualTo(1);
    }

    @Test
    void releasedMemoryCanBeReservedAgain() {
        budget.tryReserve(ONE, 60);

        budget.release(ONE, 20);

        assertThat(budget.tryReserve(ONE, 20)).isTrue();
        assertThat(budget.used()).isEqualTo(60);
    }

    @Test
    void refusalReservesNothing() {
        budget.tryReserve(ONE, 61);

        assertThat(budget.used()).isZero();
        assertThat(budget.tryReserve(ONE, 60)).isTrue();
    }

    @Test
    void refusalInAllLeavesTheShareOfItsHolder() {
        budget.tryReserve(ONE, 60);
        assertThat(budget.tryReserve(OTHER, 41)).isFalse();
        budget.release(ONE, 60);

        assertThat(budget.tryReserve(OTHER, 60)).isTrue();
    }

    @Test
    void reservationGrowsAndShrinks() {
        MemoryBudget large = new MemoryBudget(20_000, 12_000);
        Reservation reservation = new Reservation(large, ONE, Long.MAX_VALUE);

        assertThat(reservation.trySet(5_000)).isTrue();
        assertThat(large.used()).isEqualTo(8_192);
        assertThat(reservation.trySet(12_500)).isFalse();
        assertThat(large.used()).isEqualTo(8_192);
        assertThat(reservation.trySet(100)).isTrue();
        assertThat(large.used()).isEqualTo(4_096);
        assertThat(reservation.trySet(0)).isTrue();
        assertThat(large.used()).isZero();
        reservation.close();
        assertThat(reservation.trySet(1)).isFalse();
    }

    @Test
    void nothingIsReleasedTwice() {
        budget.tryReserve(ONE, 10);
        budget.release(ONE, 10);

        assertThatThrownBy(() -> budget.release(ONE, 1)).isInstanceOf(IllegalStateException.class);
        assertThat(budget.used()).isZero();
    }

    @Test
    void addressesAreNotUsers() {
        budget.tryReserve(MemoryHolder.ofUser(1), 50);

        assertThat(budget.tryReserve(MemoryHolder.ofAddress("1"), 50)).isTrue();
    }

    @Test
    void manyThreadsLeaveNothingBehind() {
        MemoryBudget contended = new MemoryBudget(1_000, 400);

        IntStream.range(0, 100_000).parallel().forEach(each -> {
            MemoryHolder holder = MemoryHolder.ofUser(each % 3);
            if (contended.tryReserve(holder, 100)) {
                contended.release(holder, 100);
            }
        });

        assertThat(contended.used()).isZero();
        assertThat(contended.tryReserve(ONE, 400)).isTrue();
    }

    @Test
    void budgetsAreSharesOfTheHeap() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        MemoryConfig config = Settings.of(MemoryConfig.class, Map.of("fleetcast.memory.feeds-percent", "20"));
        MemoryBudgets budgets = new MemoryBudgets(config, meters, 1_000_000);

        assertThat(budgets.of(MemoryKind.FEEDS).limit()).isEqualTo(200_000);
        assertThat(budgets.of(MemoryKind.FEEDS).tryReserve(ONE, 50_000)).isTrue();
        assertThat(budgets.of(MemoryKind.FEEDS).tryReserve(ONE, 1)).isFalse();

        assertThat(meters.get("fleetcast.memory.used")
                        .tag("kind", "feeds")
                        .gauge()
                        .value())
                .isEqualTo(50_000);
        assertThat(meters.get("fleetcast.memory.refused")
                        .tags("kind", "feeds", "scope", "user")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
    }
}
