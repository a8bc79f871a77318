package dev.fleetcast.history.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetcast.history.record.HistoryException;
import dev.fleetcast.memory.MemoryBudget;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReaderLimitTest {

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final MemoryBudget budget = new MemoryBudget(1 << 20, 1 << 18);
    private final List<String> read = new ArrayList<>();

    @Test
    void oneUserDoesNotTakeTheTurnsOfOthers() {
        ReaderLimit limit = new ReaderLimit(3, 1, budget, metrics);

        limit.run(1, memory -> {
            assertThatThrownBy(() -> limit.run(1, own -> read.add("too many")))
                    .isInstanceOfSatisfying(
                            HttpProblem.class,
                            problem -> assertThat(problem.getStatusCode()).isEqualTo(429));
            limit.run(2, own -> read.add("another user"));
        });
        limit.run(1, memory -> read.add("later"));

        assertThat(read).containsExactly("another user", "later");
        assertThat(refused("user")).isEqualTo(1);
        assertThat(refused("all")).isZero();
    }

    @Test
    void readersInAllHaveABound() {
        ReaderLimit limit = new ReaderLimit(1, 1, budget, metrics);

        limit.run(
                1,
                memory -> assertThatThrownBy(() -> limit.run(2, own -> read.add("too many")))
                        .isInstanceOf(HistoryException.class));
        limit.run(2, memory -> read.add("later"));

        assertThat(read).containsExactly("later");
        assertThat(refused("all")).isEqualTo(1);
    }

    @Test
    void memoryIsThatOfTheReader() {
        ReaderLimit limit = new ReaderLimit(2, 2, budget, metrics);

        limit.run(1, memory -> {
            assertThat(memory.tryAdd(1 << 18)).isTrue();
            assertThat(memory.tryAdd(1)).isFalse();
            limit.run(2, other -> assertThat(other.tryAdd(1 << 18)).isTrue());
        });

        assertThat(budget.used()).isZero();
    }

    private double refused(String scope) {
        return metrics.get("fleetcast.history.refused")
                .tag("scope", scope)
                .counter()
                .count();
    }
}
