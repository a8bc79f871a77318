package dev.fleetcast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;

/** A replica with little memory as the target of faults, beside those of a deployment. */
final class SmallReplica implements AutoCloseable {

    private static final Duration ANSWERED_IN = Duration.ofSeconds(10);

    /** The product's default, where the other replicas give all of it to the only user of most tests. */
    private static final Map<String, String> SHARES = Map.of("FLEETCAST_MEMORY_PER_USER_PERCENT", "25");

    private final Cluster cluster;
    private Cluster.Extra extra;

    SmallReplica(Cluster cluster) {
        this.cluster = cluster;
        extra = cluster.extra(SHARES);
    }

    int port() {
        return extra.port();
    }

    /** Kills it and starts it again on the same port; returns when it is ready. */
    void restart() {
        extra.replica().kill();
        extra = cluster.extra(extra.port(), SHARES);
    }

    /** Asserts that the process runs, reports good health, and serves new clients. */
    void assertWell(Calls calls) {
        assertThat(extra.replica().isAlive()).as("the process is there").isTrue();
        for (String probe : new String[] {"live", "ready"}) {
            Waiting.until(probe, ANSWERED_IN, () -> isUp(calls, probe));
        }
        Waiting.until(
                "a login works",
                ANSWERED_IN,
                () -> Waiting.result(calls.login("demo")).status() == 200);
    }

    private static boolean isUp(Calls calls, String probe) {
        try {
            return Waiting.result(calls.health(probe)).status() == 200;
        } catch (IllegalStateException notAnswered) {
            return false;
        }
    }

    @Override
    public void close() {
        extra.replica().close();
    }
}
