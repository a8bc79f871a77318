package dev.fleetcast.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.stream.event.Envelope;
import dev.fleetcast.stream.event.StreamMetrics;
import dev.fleetcast.stream.event.UnsubscribeReason;
import dev.fleetcast.stream.event.Update;
import dev.fleetcast.stream.spi.StreamConfig;
import dev.fleetcast.telemetry.FeedLog;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.testing.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A feed, several event loops, and threads that keep subscribing and unsubscribing: regardless of timing, a
 * subscription sees every message of its unit after its snapshot, once and in order.
 */
class ConcurrentDeliveryTest {

    private static final int LOOPS = 3;
    private static final int STREAMS = 9;
    private static final int UNITS = 6;
    private static final int UPDATES = 6_000;
    private static final int SUBSCRIBERS = 3;
    private static final long SEED = 20_260_216;

    private final StreamConfig config = Settings.of(
            StreamConfig.class,
            Map.of("fleetcast.stream.queue-events", "1000000", "fleetcast.stream.queue-bytes", "1G"));
    private final StreamMetrics metrics = new StreamMetrics(new SimpleMeterRegistry());
    private final Router router =
            new Router(metrics, new StreamRegistry(config, null, metrics), config, TestParts.memory());
    private final Map<UnitId, Update> lastKnown = new ConcurrentHashMap<>();
    private final List<ScheduledExecutorService> executors = new ArrayList<>();
    private final List<Stream> streams = new ArrayList<>();
    private final List<RecordingOutlet> outlets = new ArrayList<>();
    private final ExecutorService others = Executors.newFixedThreadPool(SUBSCRIBERS + 1);
    private volatile boolean fed;

    @AfterEach
    void stop() {
        others.shutdownNow();
        executors.forEach(ExecutorService::shutdownNow);
    }

    @Test
    void nothingIsLostDoubledOrOutOfOrderWhileSubscriptionsComeAndGo() throws Exception {
        open();

        List<Future<Void>> running = new ArrayList<>();
        running.add(others.submit(this::feed));
        for (int i = 0; i < SUBSCRIBERS; i++) {
            running.add(others.submit(subscriber(new Random(SEED + i))));
        }
        for (Future<Void> each : running) {
            each.get(60, TimeUnit.SECONDS);
        }
        settle();

        int live = 0;
        for (int i = 0; i < STREAMS; i++) {
            live += checked(streams.get(i), outlets.get(i).story());
        }
        assertThat(live).as("live messages").isGreaterThan(UPDATES);
    }

    private void open() {
        for (int i = 0; i < LOOPS; i++) {
            executors.add(Executors.newSingleThreadScheduledExecutor());
        }
        for (int i = 0; i < STREAMS; i++) {
            StreamLoop loop = router.loop(executors.get(i % LOOPS));
            RecordingOutlet outlet = new RecordingOutlet();
            Stream stream =
                    new Stream(TestParts.held(), Envelope.TELEMETRY, "127.0.0.1", outlet, loop, TestParts.of(config));
            stream.execute(() -> loop.add(stream));
            streams.add(stream);
            outlets.add(outlet);
        }
    }

    /** As in the real feed: first into the last known positions, then to the streams if any follows the unit. */
    private Void feed() {
        Random random = new Random(SEED);
        Map<UnitId, Integer> numbers = new HashMap<>();
        for (int sequence = 1; sequence <= UPDATES; ) {
            List<Update> batch = new ArrayList<>();
            for (int size = 1 + random.nextInt(8); size > 0 && sequence <= UPDATES; size--) {
                UnitId unit = new UnitId(1 + random.nextInt(UNITS));
                Update update = numbered(unit, numbers.merge(unit, 1, Integer::sum), sequence++);
                lastKnown.put(unit, update);
                if (router.followed().contains(unit)) {
                    batch.add(update);
                }
            }
            router.route(batch, TestUpdates.after(sequence - 1), FeedLog.UNKNOWN);
        }
        fed = true;
        return null;
    }

    private Callable<Void> subscriber(Random random) {
        return () -> {
            while (!fed) {
                Stream stream = streams.get(random.nextInt(STREAMS));
                UnitId unit = new UnitId(1 + random.nextInt(UNITS));
                boolean follow = random.nextInt(3) > 0;
                CompletableFuture.runAsync(() -> change(stream, unit, follow), stream::execute)
                        .get(30, TimeUnit.SECONDS);
            }
            return null;
        };
    }

    private void change(Stream stream, UnitId unit, boolean follow) {
        if (follow) {
            stream.subscriptions().follow(unit, DeliveryMode.EVERY, asked -> Optional.ofNullable(lastKnown.get(asked)));
        } else {
            stream.subscriptions().unfollow(unit, UnsubscribeReason.REQUESTED);
        }
    }

    /** Everything handed to the loops has been written once two later tasks have run. */
    private void settle() throws Exception {
        for (int round = 0; round < 2; round++) {
            for (ScheduledExecutorService executor : executors) {
                executor.submit(() -> {}).get(30, TimeUnit.SECONDS);
            }
        }
    }

    /** Checks the story of each unit; returns the number of live messages. */
    private int checked(Stream stream, List<String> story) {
        Map<String, Integer> reached = new HashMap<>();
        int live = 0;
        for (String told : story) {
            String[] words = told.split(" ");
            if (told.startsWith("gps snapshot")) {
                reached.put(words[2], number(words[3]));
            } else if (told.startsWith("gps")) {
                assertThat(number(words[2])).as(told).isEqualTo(reached.get(words[1]) + 1);
                reached.put(words[1], number(words[2]));
                live++;
            } else if (told.startsWith("ready")) {
                reached.putIfAbsent(words[1], 0);
            } else {
                assertThat(told).startsWith("unsubscribed requested");
                reached.remove(words[2]);
            }
        }
        for (UnitId unit : stream.subscriptions().units()) {
            assertThat(reached)
                    .as("end of unit %s", unit)
                    .containsEntry(unit.toString(), numberOf(lastKnown.get(unit)));
        }
        return live;
    }

    private static Update numbered(UnitId unit, int number, long sequence) {
        Update update = TestUpdates.position(unit.value(), number);
        return new Update(
                        unit,
                        null,
                        "gps",
                        update.extended(),
                        sequence,
                        TestUpdates.RECORD_TIME,
                        TestUpdates.at(sequence))
                .asCurrent();
    }

    private static int numberOf(Update update) {
        return number(new String(update.extended(), StandardCharsets.UTF_8));
    }

    private static int number(String text) {
        return Integer.parseInt(text.replaceAll("[^0-9]", ""));
    }
}
