package dev.fleetcast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A database outage: no user can log in, and logged-in users notice nothing. */
@Tag("faults")
class DatabaseFaultIT {

    private static final Duration BACK_IN = Duration.ofSeconds(30);

    private final Cluster cluster = SharedCluster.cluster();

    @Test
    void streamsDoWithoutTheDatabase() {
        try (Trial trial = Trial.of(cluster, Dose.streams(300), 2, 150)) {
            cluster.stopDatabase();
            long fault = System.nanoTime();
            try {
                Calls.Answer login = Waiting.result(trial.calls().login("demo"));
                assertThat(login.status()).isEqualTo(503);
                assertThat(login.retryAfter()).isNotNull();
                Waiting.during(Dose.lasting(Duration.ofSeconds(22)));
                trial.recovery(fault, Duration.ofSeconds(5));
                assertThat(trial.crowd().count(each -> each.interruptions() > 0))
                        .isZero();
                // Clients cut off meanwhile come back all the same.
                cluster.balancer().cutStreams(any -> true);
                trial.recovery(fault, Duration.ofSeconds(20));
            } finally {
                cluster.startDatabase();
            }
            long over = System.nanoTime();
            Waiting.until(
                    "logins work again",
                    BACK_IN,
                    () -> Waiting.result(trial.calls().login("demo")).status() == 200);

            trial.passed("database gone for 30 s", Duration.ofNanos(System.nanoTime() - over));
        }
    }
}
