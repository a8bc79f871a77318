package dev.fleetcast.benchmark.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the model's formulas against simulations. */
class SimulationTest {

    private static final DemandSimulation DEMAND = new DemandSimulation(1_000, 16, 64, 20);

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10, 100})
    void partitionsInDemandAreThoseOfTheFormula(int streamsPerReplica) {
        for (Placement placement : new Placement[] {Placement.ANYWHERE, Placement.STREAMS_BY_FLEET}) {
            DemandSimulation.Outcome outcome = DEMAND.run(placement, 16 * streamsPerReplica);

            assertThat(outcome.inDemand()).isCloseTo(outcome.formula(), within(0.03));
        }
    }

    @Test
    void onlyUnitsThatArePlacedTooSpareAFullReplicaPartitions() {
        assertThat(DEMAND.run(Placement.ANYWHERE, 16_000).inDemand()).isEqualTo(1);
        assertThat(DEMAND.run(Placement.STREAMS_BY_FLEET, 16_000).inDemand()).isEqualTo(1);
        assertThat(DEMAND.run(Placement.BOTH_BY_FLEET, 16_000).inDemand()).isEqualTo(1.0 / 16);
    }

    @Test
    void placingByFleetFillsReplicasUnevenly() {
        assertThat(DEMAND.run(Placement.ANYWHERE, 16_000).busiest()).isLessThan(1.1);
        assertThat(DEMAND.run(Placement.BOTH_BY_FLEET, 16_000).busiest()).isGreaterThan(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void theLastDeliveryOfABatchIsWhenTheFormulaSaysAsLongAsLoopsAreHalfIdle(int loops) {
        BurstSimulation.Outcome outcome = new BurstSimulation(5_000, loops, 0.3, 6).run();

        assertThat(outcome.formula()).isEqualTo(30.0 / loops);
        assertThat(outcome.median() / outcome.formula()).isBetween(0.95, 1.15);
        assertThat(outcome.p99() / outcome.formula()).isBetween(1.5, 4.0);
    }

    @Test
    void loopsThatAreNearlyBusyKeepBatchesWaiting() {
        BurstSimulation.Outcome outcome = new BurstSimulation(5_000, 1, 0.8, 6).run();

        assertThat(outcome.p99()).isGreaterThan(5 * outcome.formula());
    }
}
