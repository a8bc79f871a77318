package dev.fleetcast.device.value.feed;

import dev.fleetcast.connection.Admission;
import dev.fleetcast.connection.Drainable;
import dev.fleetcast.connection.NetworkAddress;
import dev.fleetcast.connection.Quota;
import dev.fleetcast.device.DeviceCaller;
import dev.fleetcast.device.DeviceConfig;
import dev.fleetcast.device.command.stream.StreamTimes;
import dev.fleetcast.device.value.SharedValue;
import dev.fleetcast.device.value.ValueConfig;
import dev.fleetcast.device.value.ValueName;
import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.memory.MemoryBudgets;
import dev.fleetcast.memory.MemoryKind;
import dev.fleetcast.problem.Problems;
import dev.fleetcast.replica.Background;
import dev.fleetcast.replica.Rounds;
import dev.fleetcast.sse.LifeInterval;
import dev.fleetcast.sse.SseConnection;
import dev.fleetcast.threading.ThreadSafe;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.sse.SseEventSink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;

/** The open feeds of values on this replica. */
@ThreadSafe
@Startup
@ApplicationScoped
public class ValueFeeds implements Drainable {

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration TOO_MANY_FOR = Duration.ofMinutes(1);

    private final ConcurrentMap<ValueName, Set<ValueFeed>> followers = new ConcurrentHashMap<>();
    private final Quota<String> quota;
    private final ValueReads reads;
    private final Admission admission;
    private final DeviceConfig config;
    private final Duration life;
    private final MemoryBudget memory;
    private final Background ticker = new Background("fleetcast-value-feeds");
    private final Rounds ticks =
            ticker.rounds(TICK, () -> !followers.isEmpty(), () -> all().forEach(ValueFeed::tickSoon));

    ValueFeeds(
            ValueConfig limits,
            ValueReads reads,
            Admission admission,
            DeviceConfig config,
            LifeInterval life,
            MemoryBudgets budgets,
            MeterRegistry registry) {
        this.quota = new Quota<>(limits.maxValueFeeds(), limits.maxValueFeedsPerAddress());
        this.reads = reads;
        this.admission = admission;
        this.config = config;
        this.life = life.time();
        this.memory = budgets.of(MemoryKind.FEEDS);
        Gauge.builder(
                        "fleetcast.device.values.feeds",
                        this,
                        feeds -> feeds.all().size())
                .description("Feeds of shared values on this replica")
                .register(registry);
    }

    void stop(@Observes ShutdownEvent stopping) {
        ticker.close();
        closings().forEach(Runnable::run);
    }

    /** Tells the followers of this replica of a change. */
    void changed(@Observes SharedValue value) {
        followers.getOrDefault(value.name(), Set.of()).forEach(feed -> feed.offer(value));
    }

    /** Has every feed look for changes that it may have missed. */
    void lookAgain() {
        all().forEach(ValueFeed::lookAgain);
    }

    /**
     * Opens a feed on the response of an authorized request; called on its event loop.
     *
     * @param after the version that the client has received last; negative for none
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 over a limit, 503 while this replica stops
     */
    public void open(ValueName name, DeviceCaller caller, long after, SseEventSink sink, RoutingContext request) {
        String address = NetworkAddress.of(request.request().remoteAddress());
        switch (admission.decide(address, quota::take)) {
            case DRAINING -> throw Problems.unavailable("This replica is stopping. Connect again.");
            case FULL -> throw Problems.tooMany("Too many feeds are open.", TOO_MANY_FOR);
            case ADMITTED -> open(name, caller, after, address, SseConnection.of(sink, request));
        }
    }

    private void open(ValueName name, DeviceCaller caller, long after, String address, SseConnection connection) {
        StreamTimes times = new StreamTimes(config.keepAlive(), life, config.slowTimeout(), System::nanoTime);
        ValueFeed feed = new ValueFeed(name, caller, connection.outlet(), connection.loop(), times, reads, memory);
        connection.carry(() -> {
            feed.gone();
            leave(feed);
            quota.giveBack(address);
        });
        connection.outlet().write(beginning());
        // Entered first: a change that comes while the start is read is not missed.
        enter(feed);
        feed.begin(after);
    }

    @Override
    public Collection<Runnable> closings() {
        List<Runnable> ends = new ArrayList<>();
        all().forEach(feed -> ends.add(feed::end));
        return ends;
    }

    private List<ValueFeed> all() {
        return followers.values().stream().flatMap(Set::stream).toList();
    }

    private void enter(ValueFeed feed) {
        followers.compute(feed.name(), (name, others) -> {
            Set<ValueFeed> feeds = others == null ? ConcurrentHashMap.newKeySet() : others;
            feeds.add(feed);
            return feeds;
        });
        ticks.begin();
    }

    private void leave(ValueFeed feed) {
        followers.computeIfPresent(feed.name(), (name, rest) -> {
            rest.remove(feed);
            return rest.isEmpty() ? null : rest;
        });
    }

    /** A random delay spreads reconnects. */
    private static byte[] beginning() {
        long retry = ThreadLocalRandom.current().nextLong(1_000, 5_001);
        return (": value\nretry: " + retry + "\n\n").getBytes(StandardCharsets.US_ASCII);
    }
}
