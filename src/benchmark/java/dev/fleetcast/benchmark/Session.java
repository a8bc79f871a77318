package dev.fleetcast.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** One contestant with an empty broker, a producer and a crowd of streams. */
final class Session implements AutoCloseable {

    private static final int SUBSCRIBERS = 32;
    /** Subscriptions in progress at a time: each stream must answer its first ping in time. */
    private static final int ARRIVING = 500;

    private static final int FEWEST_ARRIVING = 25;

    private static final int FIRST_EVENT_MILLIS = 10_000;
    private static final int TRIES = 5;
    private static final int WARM_UP_STEP = 10;
    /** Cores that the compilers of a warm server may still use. */
    private static final double QUIET_COMPILERS = 0.04;
    /** The length of one event's data, to which bridges pad; the length of Fleetcast's event for a {@link FeedMessage}. */
    private static final int DATA_BYTES = 510;

    private final Options options;
    private final Path directory;
    private final Feed feed;
    private final CrowdProcess crowd;
    private final Contestant contestant;
    private final List<int[]> followed = new ArrayList<>();
    private int subscribed;

    /** Starts all parts; {@code lingerMillis} as for {@link Feed}. */
    Session(Options options, String contestantName, int units, int lingerMillis) {
        long begin = System.nanoTime();
        this.options = options;
        this.directory = newDirectory(options, contestantName);
        this.feed = new Feed(options, directory, units, lingerMillis);
        this.crowd = new CrowdProcess(options, Contestants.transport(contestantName));
        try {
            contestant = Contestants.start(contestantName, arena(), units);
            System.out.printf("%s is up after %.1f s%n", contestantName, (System.nanoTime() - begin) / 1e9);
        } catch (RuntimeException failed) {
            crowd.close();
            feed.close();
            throw failed;
        }
    }

    Session(Options options, String contestantName, int units) {
        this(options, contestantName, units, 0);
    }

    Contestant contestant() {
        return contestant;
    }

    CrowdProcess crowd() {
        return crowd;
    }

    Feed feed() {
        return feed;
    }

    int streams() {
        return followed.size();
    }

    /** Adds streams up to that number, all subscribed, and waits until messages reach them all. */
    void growTo(int streams, Following following) {
        long begin = System.nanoTime();
        connectInSteps(streams, following);
        awaitLive();
        System.out.printf("%d streams after %.1f s%n", streams, (System.nanoTime() - begin) / 1e9);
    }

    /** Adds streams up to that number, all subscribed. */
    void connectInSteps(int streams, Following following) {
        int units = Math.max(1, following.unitsOf(0).length);
        int step = Math.max(FEWEST_ARRIVING, ARRIVING / units);
        while (followed.size() < streams) {
            connect(Math.min(streams, followed.size() + step), following);
            subscribe();
        }
    }

    /** Stops reading from these streams; no more events are expected on them. */
    void stall(List<Integer> streams) {
        crowd.stall(streams);
        streams.forEach(stream -> followed.set(stream, new int[0]));
    }

    private void connect(int streams, Following following) {
        List<String> paths = new ArrayList<>();
        for (int stream = followed.size(); stream < streams; stream++) {
            int[] units = following.unitsOf(stream);
            paths.add(contestant.path(units));
            followed.add(units);
        }
        crowd.open(contestant.port(), contestant.connectsPerSecond(), paths);
    }

    /** Ends all streams. */
    void leave() {
        crowd.closeAll();
        followed.clear();
        subscribed = 0;
    }

    /** Subscribes by separate calls, where the contestant reads Kafka itself. */
    private void subscribe() {
        if (contestant.feeders().isEmpty()) {
            ExecutorService calls = Executors.newFixedThreadPool(SUBSCRIBERS);
            try {
                List<Future<?>> results = new ArrayList<>();
                for (; subscribed < followed.size(); subscribed++) {
                    int stream = subscribed;
                    results.add(calls.submit(() -> subscribe(stream)));
                }
                results.forEach(Session::await);
            } finally {
                calls.shutdownNow();
            }
        }
    }

    /** The number of events that result from that many messages, of all units in turn. */
    long expected(long messages) {
        return followed.stream().mapToLong(units -> units.length).sum() * messages / feed.units();
    }

    /** Applies load without measuring: servers that compile as they run get faster with it. */
    void warmUp(double perSecond, int seconds) {
        long messages = messages(perSecond, seconds);
        crowd.reset();
        feed.send(perSecond, messages);
        crowd.drained(expected(messages));
    }

    /**
     * As {@link #warmUp}, until the server's compilers have little to do: on one core they need minutes, and would
     * dominate the measurement.
     */
    void warmUpCompilers(double perSecond) {
        warmUpCompilers(seconds -> warmUp(perSecond, seconds));
    }

    /** As {@link #warmUpCompilers(double)}, with a load of its own that lasts as many seconds as it is given. */
    void warmUpCompilers(IntConsumer load) {
        for (int waited = 0; waited < options.warmUpSeconds(); waited += WARM_UP_STEP) {
            double before = compilers();
            load.accept(WARM_UP_STEP);
            if (compilers() - before < WARM_UP_STEP * QUIET_COMPILERS) {
                return;
            }
        }
    }

    /** As {@link #warmUpCompilers(double)}, without additional load. */
    void awaitCompilers() {
        warmUpCompilers(seconds -> Pause.millis(seconds * 1_000L));
    }

    private double compilers() {
        return contestant.server().stream()
                .flatMap(process -> ProcessUsage.cpuSecondsByThread(process).entrySet().stream())
                .filter(thread -> thread.getKey().matches("C[12] Compiler.*"))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** Measures one row: that load for that time, and its cost. */
    Row measure(String scenario, String point, int round, double perSecond, int seconds) {
        boolean idle = new IdleGate(options.idleWait()).await();
        long messages = messages(perSecond, seconds);
        crowd.reset();
        OtherUse others = OtherUse.begin();
        CpuTimes before = CpuTimes.of(contestant, crowd);
        long begin = System.nanoTime();
        feed.send(perSecond, messages);
        double sendSeconds = (System.nanoTime() - begin) / 1e9;
        ClientCounts counts = crowd.drained(expected(messages));
        CpuTimes used = CpuTimes.of(contestant, crowd).minus(before);
        Row row = new Row(scenario, point, contestant.name(), round);
        row.add(Figure.STREAMS, followed.size());
        row.add(Figure.EXPECTED, expected(messages));
        row.add(Figure.RECEIVED, counts.events());
        row.add(Figure.CLOSED, counts.closed());
        row.add(Figure.SEND_SECONDS, sendSeconds);
        row.add(used, counts);
        row.add(Figure.RESIDENT_MB, ProcessUsage.residentBytes(contestant.server()) / 1e6);
        row.add(Figure.OTHER_CORES, others.cores());
        row.add(Figure.IDLE, idle ? 1 : 0);
        return row;
    }

    @Override
    public void close() {
        contestant.close();
        crowd.close();
        feed.close();
    }

    /** Whole rounds of all units, so that the expected number is exact. */
    private long messages(double perSecond, int seconds) {
        return Math.max(1, Math.round(perSecond * seconds / feed.units())) * feed.units();
    }

    private void awaitLive() {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            crowd.reset();
            feed.send(Math.max(20, feed.units()), feed.units());
            if (crowd.drained(expected(feed.units())).events() >= expected(feed.units())) {
                return;
            }
        }
        System.out.println("not every stream of " + contestant.name() + " gets everything");
    }

    private void subscribe(int stream) {
        if (!Pause.until(() -> crowd.firstBytes(stream) != null, FIRST_EVENT_MILLIS)) {
            throw new IllegalStateException("stream " + stream + " has not begun");
        }
        contestant.opened(crowd.firstBytes(stream), followed.get(stream));
    }

    private Arena arena() {
        return new Arena(
                feed.bootstrapServers(),
                Feed.TOPIC,
                DATA_BYTES,
                directory,
                options.serverPrefix(),
                options.otherPrefix(),
                options.java());
    }

    private static void await(Future<?> result) {
        try {
            result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static Path newDirectory(Options options, String contestantName) {
        try {
            Path parent = Files.createDirectories(options.directory().resolve("sessions"));
            return Files.createTempDirectory(parent, contestantName + "-").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
