package dev.fleetcast.faults;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.awaitility.core.ConditionTimeoutException;
import org.jboss.logging.Logger;

/** A crowd of dashboards, on a few event loops. */
final class Crowd implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Crowd.class);
    private static final int LOOPS = 2;
    /** Dashboards that may connect at the same time: real users do not all come in the same second. */
    private static final int ARRIVING = 400;

    private static final Duration ON_A_BUSY_MACHINE = Duration.ofSeconds(120);
    private static final Duration ON_THEIR_WAY = Duration.ofSeconds(5);

    private final Vertx vertx = Vertx.vertx();
    private final List<Context> loops = new ArrayList<>();
    private final HttpClient http;
    private final Producer producer;
    private final boolean last;
    private final List<Dashboard> dashboards = new ArrayList<>();

    Crowd(Producer producer) {
        this(producer, true);
    }

    /** @param last whether the fleet stops when these dashboards leave */
    Crowd(Producer producer, boolean last) {
        this.producer = producer;
        this.last = last;
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(20_000)
                .setConnectTimeout(3_000)
                .setKeepAliveTimeout(5));
        for (int i = 0; i < LOOPS; i++) {
            Waiting.result(vertx.deployVerticle(new AbstractVerticle() {
                @Override
                public void start() {
                    loops.add(context);
                }
            }));
        }
    }

    Vertx vertx() {
        return vertx;
    }

    /** Calls through the port. */
    Calls calls(int port) {
        return new Calls(vertx, port);
    }

    /**
     * Adds {@code streams} dashboards that follow {@code unitsEach} units each, at the same port, and waits until they
     * are live.
     */
    List<Dashboard> follow(int streams, int unitsEach, int port, Account account) {
        return follow(streams, unitsEach, List.of(port), account);
    }

    /** As {@link #follow(int, int, int, Account)}, at these ports in turn. */
    List<Dashboard> follow(int streams, int unitsEach, List<Integer> ports, Account account) {
        long begun = System.nanoTime();
        List<Dashboard> arriving = arrive(streams, unitsEach, ports, account);
        awaitAll("all dashboards are live", arriving, ON_A_BUSY_MACHINE, this::isCurrent);
        LOG.infof("%d dashboards live after %d ms", streams, (System.nanoTime() - begun) / 1_000_000);
        return arriving;
    }

    /** As {@link #follow(int, int, List, Account)}, without waiting for the last dashboards. */
    List<Dashboard> arrive(int streams, int unitsEach, List<Integer> ports, Account account) {
        List<Calls> calls = ports.stream().map(this::calls).toList();
        List<Dashboard> arriving = new ArrayList<>();
        for (int i = 0; i < streams; i++) {
            int entrance = i % ports.size();
            Dashboard dashboard = new Dashboard(
                    vertx,
                    loops.get(i % LOOPS),
                    http,
                    ports.get(entrance),
                    calls.get(entrance),
                    account,
                    units(i, unitsEach));
            arriving.add(dashboard);
            dashboard.source().open();
            if (i % (ARRIVING / 4) == 0) {
                Waiting.until(
                        "dashboards arrive",
                        ON_A_BUSY_MACHINE,
                        () -> arriving.stream()
                                        .filter(each -> !each.isSubscribed())
                                        .count()
                                < ARRIVING);
            }
        }
        dashboards.addAll(arriving);
        return arriving;
    }

    /** Adds one dashboard without subscriptions, which is not counted with the others. */
    Dashboard open(int port) {
        Account anonymous = new Account(null, Map.of());
        Dashboard dashboard = new Dashboard(vertx, loops.get(0), http, port, calls(port), anonymous, List.of());
        dashboard.source().open();
        return dashboard;
    }

    List<Dashboard> dashboards() {
        return dashboards;
    }

    /**
     * Waits until all are connected and have everything: the messages sent before this call, and those acknowledged
     * since. Returns the time since {@code faultNanos}.
     */
    Duration recovery(long faultNanos, Duration atMost) {
        return recovery(dashboards, faultNanos, atMost);
    }

    Duration recovery(Collection<Dashboard> concerned, long faultNanos, Duration atMost) {
        Map<Long, Long> sent = producer.sent();
        awaitAll(
                "all dashboards have recovered",
                concerned,
                atMost,
                each -> isCurrent(each) && each.sequences().reached(sent));
        return Duration.ofNanos(System.nanoTime() - faultNanos);
    }

    private static void awaitAll(
            String what, Collection<Dashboard> concerned, Duration atMost, Predicate<Dashboard> holds) {
        try {
            Waiting.until(what, atMost, () -> concerned.stream().allMatch(holds));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "%s: not so for %d of %d; open %d, subscribed %d; %s; heard: %s"
                            .formatted(
                                    what,
                                    concerned.stream().filter(holds.negate()).count(),
                                    concerned.size(),
                                    concerned.stream().filter(Dashboard::isOpen).count(),
                                    concerned.stream()
                                            .filter(Dashboard::isSubscribed)
                                            .count(),
                                    figures(concerned),
                                    heard(concerned)),
                    e);
        }
    }

    /** Stops the fleet and waits until all dashboards have everything. */
    void settle() {
        producer.pace(0);
        Waiting.during(Duration.ofMillis(500));
        Map<Long, Long> all = producer.sent();
        Waiting.until(
                "everything is delivered",
                ON_A_BUSY_MACHINE,
                () -> dashboards.stream().allMatch(each -> each.sequences().reached(all)));
    }

    Figures figures() {
        return figures(dashboards);
    }

    static Figures figures(Collection<Dashboard> concerned) {
        return concerned.stream().map(each -> each.sequences().figures()).reduce(Figures.NONE, Figures::plus);
    }

    /** The total of events, by type. */
    static Map<String, Integer> heard(Collection<Dashboard> concerned) {
        Map<String, Integer> sum = new TreeMap<>();
        concerned.forEach(each -> each.heard().forEach((type, count) -> sum.merge(type, count, Integer::sum)));
        return sum;
    }

    /** The events of the first dashboards with errors. */
    static String trails(Collection<Dashboard> concerned) {
        return concerned.stream()
                .filter(each -> !each.sequences().isFlawless())
                .limit(3)
                .map(each -> "\n\n" + each.trail())
                .collect(Collectors.joining());
    }

    /** The total of lost connections. */
    long interruptions() {
        return dashboards.stream().mapToLong(Dashboard::interruptions).sum();
    }

    long count(Predicate<Dashboard> holds) {
        return dashboards.stream().filter(holds).count();
    }

    @Override
    public void close() {
        if (last) {
            producer.pace(0);
        }
        dashboards.forEach(Dashboard::close);
        Waiting.result(vertx.close());
    }

    /** Whether it is connected, and has everything except messages that may be in flight. */
    private boolean isCurrent(Dashboard dashboard) {
        return dashboard.isOpen()
                && dashboard.isSubscribed()
                && dashboard.sequences().reached(producer.acknowledgedBefore(ON_THEIR_WAY));
    }

    private static List<Long> units(int number, int count) {
        return LongStream.range(0, count)
                .map(i -> 1 + (number * (long) count + i) % Cluster.UNITS)
                .boxed()
                .toList();
    }
}
