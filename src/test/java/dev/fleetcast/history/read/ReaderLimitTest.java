package dev.fleetcast.history.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetcast.history.record.HistoryException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReaderLimitTest {

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final List<String> read = new ArrayList<>();

    @Test
    void oneUserDoesNotTakeTheTurnsOfOthers() {
        ReaderLimit limit = new ReaderLimit(3, 1, metrics);

        limit.run(1, () -> {
            assertThatThrownBy(() -> limit.run(1, () -> read.add("too many")))
                    .isInstanceOfSatisfying(
                            HttpProblem.class,
                            problem -> assertThat(problem.getStatusCode()).isEqualTo(429));
            limit.run(2, () -> read.add("another user"));
        });
        limit.run(1, () -> read.add("later"));

        assertThat(read).containsExactly("another user", "later");
        assertThat(refused("user")).isEqualTo(1);
        assertThat(refused("all")).isZero();
    }

    @Test
    void readersInAllHaveABound() {
        ReaderLimit limit = new ReaderLimit(1, 1, metrics);

        limit.run(
                1,
                () -> assertThatThrownBy(() -> limit.run(2, () -> read.add("too many")))
                        .isInstanceOf(HistoryException.class));
        limit.run(2, () -> read.add("later"));

        assertThat(read).containsExactly("later");
        assertThat(refused("all")).isEqualTo(1);
    }

    private double refused(String scope) {
        return metrics.get("fleetcast.history.refused")
                .tag("scope", scope)
                .counter()
                .count();
    }
}
