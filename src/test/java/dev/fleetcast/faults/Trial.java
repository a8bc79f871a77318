package dev.fleetcast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

/** One fault and its dashboards, behind the balancer, while their units keep sending. */
final class Trial implements AutoCloseable {

    private final Cluster cluster;
    private final Crowd crowd;
    private final Calls calls;
    private final Account account;
    private final long before;

    private Trial(Cluster cluster) {
        this.cluster = cluster;
        this.crowd = new Crowd(cluster.producer());
        this.calls = crowd.calls(cluster.balancer().port());
        this.account = Account.login(calls, "demo", Cluster.UNITS);
        this.before = cluster.producer().total();
    }

    /** A trial without dashboards yet. */
    static Trial of(Cluster cluster) {
        return new Trial(cluster);
    }

    /**
     * Starts the dashboards, half of them through a balancer port that ignores readiness, waits until all are live, and
     * lets the units send that many messages a second in total.
     */
    static Trial of(Cluster cluster, int streams, int unitsEach, double messagesPerSecond) {
        Trial trial = new Trial(cluster);
        trial.crowd.follow(streams, unitsEach, cluster.entrances(), trial.account);
        cluster.producer().pace(messagesPerSecond);
        Waiting.during(Duration.ofSeconds(1));
        return trial;
    }

    Crowd crowd() {
        return crowd;
    }

    Calls calls() {
        return calls;
    }

    Account account() {
        return account;
    }

    /** The messages sent since the start of the trial. */
    long produced() {
        return cluster.producer().total() - before;
    }

    /** Waits until all are back with everything; returns the time since {@code faultNanos}. */
    Duration recovery(long faultNanos, Duration atMost) {
        return crowd.recovery(faultNanos, atMost);
    }

    /**
     * Asserts that all dashboards got everything, once and in order, on their original stream, and none stopped
     * reconnecting.
     */
    void passed(String fault, Duration recovery) {
        Figures figures = finished(fault, recovery);
        assertThat(figures.gaps()).as("gaps").isZero();
    }

    /** As {@link #passed}, but allows reported gaps. */
    Figures finished(String fault, Duration recovery) {
        crowd.settle();
        Figures figures = crowd.figures();
        List<Dashboard> dashboards = crowd.dashboards();
        Results.add(fault, dashboards.size(), produced(), figures, recovery);
        assertThat(dashboards).extracting(Dashboard::failure).containsOnly(0);
        assertThat(figures.isFlawless())
                .as("%s; heard: %s%s", figures, Crowd.heard(dashboards), Crowd.trails(dashboards))
                .isTrue();
        return figures;
    }

    @Override
    public void close() {
        crowd.close();
    }
}
