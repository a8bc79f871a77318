package dev.fleetcast.benchmark;

import dev.fleetcast.demo.embedded.EmbeddedPostgreSql;
import dev.fleetcast.demo.embedded.Ports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Scenario J: events of devices on two replicas, which have all cores, like everything else. How soon an event is
 * confirmed, and how soon one that one replica has accepted is on a stream of the other.
 */
final class DeviceEvents implements OwnScenario {

    static final String LETTER = "J";
    static final String CONFIRMED = "2,000 events/s stored and confirmed";
    static final String FOLLOWED = "20 published/s, on a stream of the other replica";

    private static final int UNITS = 200;
    private static final int PER_SECOND = 2_000;
    private static final int PUBLISHED_PER_SECOND = 20;
    private static final int READY_MILLIS = 90_000;
    /** Kafka and the stores may be behind for this long at the end. */
    private static final int DRAIN_MILLIS = 20_000;

    private final Options options;

    DeviceEvents(Options options) {
        this.options = options;
    }

    @Override
    public String title() {
        return "events of devices";
    }

    @Override
    public void measure(String contestant, int round, RawResults results) {
        Path directory = StartUp.newDirectory(options);
        try (Feed feed = new Feed(options, directory, 1, 0);
                EmbeddedPostgreSql database = EmbeddedPostgreSql.start(Ports.free())) {
            Arena arena = StartUp.arena(options, feed, directory);
            int here = Ports.free();
            int there = Ports.free();
            OwnProcess one = Fleetcast.process(arena, Fleetcast.environment(arena, here, database));
            OwnProcess two = Fleetcast.process(arena, Fleetcast.environment(arena, there, database));
            try (one;
                    two) {
                FleetcastApi api = ready(new FleetcastApi(here));
                ready(new FleetcastApi(there));
                api.register(UNITS);
                results.add(confirmed(round, feed.bootstrapServers()));
                results.add(followed(round, api, api.at(there)));
            }
        }
    }

    /** Before, as many events as will be measured: the replicas compile themselves. */
    private Row confirmed(int round, String bootstrapServers) {
        try (DeviceLoad load = new DeviceLoad(bootstrapServers, UNITS)) {
            load.send(PER_SECOND, PER_SECOND * options.warmUpSeconds());
            load.confirmed(DRAIN_MILLIS);
            boolean idle = new IdleGate(options.idleWait()).await();
            OtherUse others = OtherUse.begin();
            int events = PER_SECOND * options.seconds();
            load.send(PER_SECOND, events);
            return row(CONFIRMED, round, events, load.confirmed(DRAIN_MILLIS))
                    .add(Figure.OTHER_CORES, others.cores())
                    .add(Figure.IDLE, idle ? 1 : 0);
        }
    }

    private Row followed(int round, FleetcastApi publishing, FleetcastApi following) {
        Latencies latencies = new Latencies();
        int events = PUBLISHED_PER_SECOND * options.seconds();
        List<Long> sentAt = new ArrayList<>();
        IntConsumer arrived = event -> {
            synchronized (sentAt) {
                latencies.record(System.nanoTime() - sentAt.get(event));
            }
        };
        AutoCloseable stream = following.followDeviceEvents("probe", arrived);
        try (stream) {
            for (int event = 0; event < events; event++) {
                synchronized (sentAt) {
                    sentAt.add(System.nanoTime());
                }
                publishing.publishDeviceEvent("probe", event);
                Pause.millis(1_000 / PUBLISHED_PER_SECOND);
            }
            Pause.until(
                    () -> {
                        synchronized (sentAt) {
                            return latencies.total() == events;
                        }
                    },
                    DRAIN_MILLIS);
        } catch (Exception cut) {
            throw new IllegalStateException(cut);
        }
        return row(FOLLOWED, round, events, latencies);
    }

    private static Row row(String point, int round, int expected, Latencies latencies) {
        return new Row(LETTER, point, "fleetcast", round)
                .add(Figure.EXPECTED, expected)
                .add(Figure.RECEIVED, latencies.total())
                .add(Figure.P50, latencies.millis(0.5))
                .add(Figure.P99, latencies.millis(0.99))
                .add(Figure.MAX, latencies.maxMillis());
    }

    private static FleetcastApi ready(FleetcastApi api) {
        if (!Pause.until(api::isReady, READY_MILLIS)) {
            throw new IllegalStateException("fleetcast does not get ready");
        }
        return api;
    }
}
