package dev.fleetcast.stream;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.sse.Outlet;
import dev.fleetcast.stream.Router.FollowedUnits;
import dev.fleetcast.stream.StreamContext.AreaSources;
import dev.fleetcast.stream.area.AreaRequest;
import dev.fleetcast.stream.area.Areas;
import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.stream.event.Envelope;
import dev.fleetcast.stream.event.StreamMetrics;
import dev.fleetcast.stream.event.UnsubscribeReason;
import dev.fleetcast.stream.event.Update;
import dev.fleetcast.stream.spi.Backfills;
import dev.fleetcast.stream.spi.Backfills.Backfill;
import dev.fleetcast.stream.spi.Backfills.Request;
import dev.fleetcast.stream.spi.StreamConfig;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.testing.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** A stream on its own event loop, with its collaborators exposed to tests. */
final class OpenStream {

    static final Viewer OWNER = new Viewer(7, "demo", Set.of(), Set.of(1L), "session");

    /** The memory for recent updates; about two hundred of the tests' small ones. */
    private static final long WINDOW = 128 * 1024;
    /** The memory for areas: more than enough. */
    private static final long AREAS = 64 * 1024 * 1024;

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final StreamMetrics metrics = new StreamMetrics(meters);
    final FollowedUnits followed = new FollowedUnits();
    final HandDrivenExecutor executor = new HandDrivenExecutor();
    final List<Stream> removed = new ArrayList<>();
    final StreamLoop loop;
    final RecordingOutlet outlet = new RecordingOutlet();
    final Map<UnitId, Update> lastKnown = new HashMap<>();
    /** The requests to Kafka; the test answers them. */
    final List<Request> requests = new ArrayList<>();

    /** How far the feed has been read. */
    FeedPosition readTo = TestUpdates.after(10);

    /** The units that are in the stream's area; the test changes it. */
    final Set<UnitId> inArea = new LinkedHashSet<>();
    /** How many units are in the area; null if as many as in {@link #inArea}. */
    Integer areaTotal;
    /** How often the units of the area were determined. */
    int looks;
    /** How often the stream was saved for units that come in. */
    int records;

    final MemoryBudget areaMemory = new MemoryBudget(AREAS, AREAS);
    /** Saves that Kafka has not acknowledged; the test completes them. Null to acknowledge at once. */
    List<CompletableFuture<Void>> saves;

    final StreamConfig config;
    final Stream stream;

    final MemoryBudget queues;

    private OpenStream(Map<String, String> settings, MemoryBudget queues) {
        this.queues = queues;
        config = Settings.of(StreamConfig.class, settings);
        loop = new StreamLoop(
                executor, config.flushInterval(), followed, metrics, removed::add, WINDOW, FeedPosition.START);
        stream = add(outlet);
    }

    /**
     * A stream that has sent its first event; {@code settings} are alternating names below {@code fleetcast.stream} and
     * values.
     */
    static OpenStream with(String... settings) {
        return with(new MemoryBudget(Long.MAX_VALUE, Long.MAX_VALUE), settings);
    }

    /** Like {@link #with(String...)}, with that memory for all queues. */
    static OpenStream with(MemoryBudget queues, String... settings) {
        Map<String, String> named = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            named.put("fleetcast.stream." + settings[i], settings[i + 1]);
        }
        OpenStream open = new OpenStream(named, queues);
        open.stream.open(false);
        open.executor.turn();
        return open;
    }

    /** Like {@link #with(String...)}, a stream that belongs to {@link #OWNER}. */
    static OpenStream owned(String... settings) {
        OpenStream open = with(settings);
        open.stream.execute(() -> open.stream.own(OWNER));
        open.executor.turn();
        return open;
    }

    /** Another stream on the same loop; it has not sent its first event. */
    Stream add(Outlet outlet) {
        Stream another = new Stream(TestParts.held(), Envelope.TELEMETRY, "127.0.0.1", outlet, loop, parts());
        loop.add(another);
        return another;
    }

    /** Follows the units with every message. */
    void follow(long... units) {
        for (long unit : units) {
            follow(unit, DeliveryMode.EVERY);
        }
    }

    void follow(long unit, DeliveryMode mode) {
        stream.execute(() -> stream.subscriptions().follow(new UnitId(unit), mode, this::snapshot));
        executor.turn();
    }

    /** Follows the area of that request, into which these units come. */
    void followArea(String request, long... units) {
        for (long unit : units) {
            inArea.add(new UnitId(unit));
        }
        stream.execute(() -> stream.followArea(AreaRequest.parse(request)));
        during(300);
    }

    /** The numbers of units in the events {@code area_limit}. */
    List<Integer> areaLimits() {
        return outlet.data().stream()
                .filter(event -> event.path("type").asText().equals("area_limit"))
                .map(event -> event.path("units").asInt())
                .toList();
    }

    /** Answers the last request completely, with these updates. */
    void answer(Update... updates) {
        answer(requests.get(requests.size() - 1).to(), updates);
    }

    /** Answers the last request up to {@code reached}, as if there was no more room. */
    void answer(FeedPosition reached, Update... updates) {
        answer(new Backfill(List.of(updates), reached, null, Map.of()));
    }

    void answer(Backfill backfill) {
        requests.get(requests.size() - 1).answer().accept(backfill);
        executor.turn();
    }

    void unfollow(long unit) {
        stream.execute(() -> stream.subscriptions().unfollow(new UnitId(unit), UnsubscribeReason.REQUESTED));
        executor.turn();
    }

    /** Routes the updates as one batch. */
    void route(Update... batch) {
        loop.deliver(
                Arrays.stream(batch).map(TestUpdates::routed).toList(),
                TestUpdates.after(batch[batch.length - 1].sequence()),
                System.nanoTime());
        executor.turn();
    }

    /** Runs the periodic work due in {@code millis}. */
    void later(long millis) {
        stream.execute(() -> stream.tick(loop.eventLoop().now() + millis));
        executor.turn();
    }

    /** Like {@link #later}, with all looks at the stream in between. */
    void during(long millis) {
        during(stream, millis);
    }

    void during(Stream another, long millis) {
        during(another, millis, () -> {});
    }

    /** @param before each look */
    void during(Stream another, long millis, Runnable before) {
        long now = loop.eventLoop().now();
        for (long passed = 0; passed <= millis; passed += 100) {
            before.run();
            another.tick(now + passed);
            executor.turn();
        }
    }

    /** The events after the first one, in short form. */
    List<String> story() {
        return outlet.story().subList(1, outlet.story().size());
    }

    double gauge(String name) {
        return meters.get(name).gauge().value();
    }

    double counted(String name, String... tags) {
        return meters.get(name).tags(tags).counter().count();
    }

    private StreamContext parts() {
        Backfills backfills = request -> {
            requests.add(request);
            return () -> {};
        };
        StreamContext parts = TestParts.of(config, TestParts.source(backfills, this::snapshot, () -> readTo), queues);
        AreaSources areas = new AreaSources(
                (viewer, area, before) -> {
                    looks++;
                    return new Areas.Found(
                            inArea.stream().limit(area.maxUnits()).collect(Collectors.toCollection(LinkedHashSet::new)),
                            areaTotal == null ? inArea.size() : areaTotal);
                },
                saved -> {
                    records++;
                    return saves == null
                            ? Uni.createFrom().voidItem()
                            : Uni.createFrom().completionStage(awaited());
                },
                areaMemory);
        return new StreamContext(
                config, parts.cursorLife(), parts.cursors(), parts.keeper(), parts.source(), areas, queues);
    }

    private CompletableFuture<Void> awaited() {
        CompletableFuture<Void> save = new CompletableFuture<>();
        saves.add(save);
        return save;
    }

    private Optional<Update> snapshot(UnitId unit) {
        return Optional.ofNullable(lastKnown.get(unit));
    }
}
