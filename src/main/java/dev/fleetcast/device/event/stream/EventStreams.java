package dev.fleetcast.device.event.stream;

import dev.fleetcast.connection.Admission;
import dev.fleetcast.connection.Admission.Decision;
import dev.fleetcast.connection.Drainable;
import dev.fleetcast.connection.Draining;
import dev.fleetcast.connection.NetworkAddress;
import dev.fleetcast.connection.Quota;
import dev.fleetcast.device.DeviceConfig;
import dev.fleetcast.device.Devices;
import dev.fleetcast.device.event.EventMetrics;
import dev.fleetcast.device.event.group.GroupMember;
import dev.fleetcast.device.event.group.Groups;
import dev.fleetcast.device.event.log.EventPlayback;
import dev.fleetcast.device.event.log.EventPlaybacks;
import dev.fleetcast.device.event.log.LogGrown;
import dev.fleetcast.feed.FeedAccount;
import dev.fleetcast.feed.FeedRhythm;
import dev.fleetcast.feed.Flow;
import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.memory.MemoryBudgets;
import dev.fleetcast.memory.MemoryHolder;
import dev.fleetcast.memory.MemoryKind;
import dev.fleetcast.problem.Problems;
import dev.fleetcast.replica.Background;
import dev.fleetcast.replica.Rounds;
import dev.fleetcast.sse.LifeInterval;
import dev.fleetcast.sse.SseConnection;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.sse.SseEventSink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** All open streams of device events of this replica. */
@ThreadSafe
@Startup
@ApplicationScoped
public class EventStreams implements Drainable {

    private static final byte[] BEGINNING = ":ok\n\n".getBytes(StandardCharsets.US_ASCII);
    static final byte[] KEEP_ALIVE = "\n".getBytes(StandardCharsets.US_ASCII);
    private static final Duration LONGEST_TICK = Duration.ofMillis(500);
    private static final Duration RETRY_OVER_LIMIT = Duration.ofSeconds(10);

    private final EventPlaybacks playbacks;
    private final Places places;
    private final Groups groups;
    private final Devices devices;
    private final Admission admission;
    private final DeviceConfig config;
    private final EventMetrics metrics;
    private final MemoryBudget memory;
    private final Quota<String> quota;
    private final Duration life;
    private final Background ticker = new Background("fleetcast-device-stream-ticks");
    private final Rounds ticks;
    private final ConcurrentMap<Executor, LoopStreams> loops = new ConcurrentHashMap<>();

    @Inject
    EventStreams(
            EventPlaybacks playbacks,
            Places places,
            Groups groups,
            Devices devices,
            Admission admission,
            DeviceConfig config,
            EventMetrics metrics,
            MemoryBudgets budgets,
            LifeInterval life) {
        this.playbacks = playbacks;
        this.places = places;
        this.groups = groups;
        this.devices = devices;
        this.admission = admission;
        this.config = config;
        this.metrics = metrics;
        this.memory = budgets.of(MemoryKind.FEEDS);
        this.quota = new Quota<>(config.maxStreams(), config.maxStreamsPerAddress());
        this.life = life.time();
        Duration tenth = config.keepAlive().dividedBy(10);
        this.ticks = ticker.rounds(
                tenth.compareTo(LONGEST_TICK) > 0 ? LONGEST_TICK : tenth,
                () -> loops.values().stream().anyMatch(all -> !all.streams.isEmpty()),
                () -> onEachLoop(streams -> streams.forEach(EventStream::tick)));
    }

    /** The streams of one event loop, which are woken together. */
    private static final class LoopStreams {

        private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
        private final AtomicBoolean woken = new AtomicBoolean();
    }

    void stop(@Observes ShutdownEvent stopping) {
        ticker.close();
        closings().forEach(Runnable::run);
    }

    void wake(@Observes LogGrown grown) {
        loops.forEach((loop, all) -> {
            if (all.woken.compareAndSet(false, true)) {
                loop.execute(() -> {
                    all.woken.set(false);
                    all.streams.forEach(EventStream::turn);
                });
            }
        });
    }

    /**
     * Opens a stream on the response of an authorized request; called on its event loop. While this replica stops, the
     * stream opens too, and {@link Draining} ends it: old clients give up at any error.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 over a limit
     */
    public void open(EventStreamRequest wanted, SseEventSink sink, RoutingContext request) {
        String address = NetworkAddress.of(request.request().remoteAddress());
        if (admission.decideEvenIfDraining(address, quota::take) == Decision.FULL) {
            throw Problems.tooMany("Too many open streams.", RETRY_OVER_LIMIT);
        }
        FeedAccount account = new FeedAccount(memory, wanted.caller().holder());
        if (wanted.group().isPresent() && !account.hold(Groups.MEMBER_BYTES)) {
            quota.giveBack(address);
            throw Problems.tooMany("There is no memory for another stream of a group.", RETRY_OVER_LIMIT);
        }
        SseConnection connection = SseConnection.of(sink, request);
        FeedRhythm rhythm =
                new FeedRhythm(config.keepAlive(), life, config.slowTimeout(), Optional.empty(), System::nanoTime);
        Flow flow = new Flow(connection.outlet(), connection.loop(), rhythm, account, KEEP_ALIVE);
        EventFilter filter = new EventFilter(wanted.caller(), devices, wanted.only(), wanted.prefix());
        EventStream stream = new EventStream(wanted, flow, connection.loop(), filter::mayFollow, metrics);
        // After the place of the stream is known: what the client publishes next is behind it.
        Runnable respond = () -> connection.outlet().write(BEGINNING);
        Runnable left = wanted.group().isPresent()
                ? joinGroup(stream, filter, respond)
                : begin(stream, filter, request, respond);
        enter(stream);
        connection.carry(() -> {
            stream.gone();
            leave(stream);
            quota.giveBack(address);
            left.run();
        });
    }

    /** Starts a stream at its place in the log; the result is to be called when it has closed. */
    private Runnable begin(EventStream stream, EventFilter filter, RoutingContext request, Runnable respond) {
        EventPlayback events = playbacks.of(filter, stream.loop());
        EventStreamRequest wanted = stream.request();
        MemoryHolder holder = wanted.caller().holder();
        String key = PlaceKey.of(wanted.caller().credentials(), request.normalizedPath());
        events.begin(wanted.lastEventId().flatMap(playbacks::at), stream::turn, stream::isClosed);
        respond.run();
        if (wanted.lastEventId().isPresent()) {
            stream.begin(events);
        } else {
            places.take(key)
                    .subscribe()
                    .with(place -> stream.loop().execute(() -> {
                        place.ifPresent(at -> events.begin(place, stream::turn, stream::isClosed));
                        if (stream.isClosed()) {
                            places.keep(key, holder, events.taken());
                        }
                        stream.begin(events);
                    }));
        }
        return places.follow(key, holder, () -> stream.hasBegun() ? Optional.of(events.taken()) : Optional.empty());
    }

    private Runnable joinGroup(EventStream stream, EventFilter filter, Runnable respond) {
        GroupMember member = groups.join(
                PlaceKey.ofGroup(stream.request()), stream.request().caller().holder(), filter, stream);
        respond.run();
        stream.begin(member);
        return () -> groups.leave(member);
    }

    private void enter(EventStream stream) {
        metrics.opened();
        loops.computeIfAbsent(stream.loop(), loop -> new LoopStreams()).streams.add(stream);
        ticks.begin();
    }

    private void leave(EventStream stream) {
        metrics.closed();
        LoopStreams all = loops.get(stream.loop());
        if (all != null) {
            all.streams.remove(stream);
        }
    }

    private void onEachLoop(Consumer<Set<EventStream>> action) {
        loops.forEach((loop, all) -> loop.execute(() -> action.accept(all.streams)));
    }

    @Override
    public Collection<Runnable> closings() {
        List<Runnable> ends = new ArrayList<>();
        loops.forEach((loop, all) -> all.streams.forEach(stream -> ends.add(() -> loop.execute(stream::close))));
        return ends;
    }
}
