package dev.fleetcast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

/** One fault and the dashboards that live through it, behind the balancer, while their units go on sending. */
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

    /** With nobody there yet. */
    static Trial of(Cluster cluster) {
        return new Trial(cluster);
    }

    /** All are live, half of them by way of a balancer that asks no replica whether it is ready; the units send so many messages a second, all together. */
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

    /** Messages sent since it began. */
    long produced() {
        return cluster.producer().total() - before;
    }

    /** All are back with everything; how long that took since {@code faultNanos}. */
    Duration recovery(long faultNanos, Duration atMost) {
        return crowd.recovery(faultNanos, atMost);
    }

    /** Everybody has got everything, once and in order, on the stream they had, and nobody has given up. */
    void passed(String fault, Duration recovery) {
        Figures figures = finished(fault, recovery);
        assertThat(figures.gaps()).as("gaps").isZero();
    }

    /** As {@link #passed}, but gaps may have been told. */
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
