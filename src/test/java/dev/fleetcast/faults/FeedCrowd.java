package dev.fleetcast.faults;

import dev.fleetcast.faults.ChannelPublisher.Published;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** Devices on channels, their publishers and an administrator, all behind one port. */
final class FeedCrowd implements AutoCloseable {

    private static final int LOOPS = 2;
    private static final int ARRIVING = 250;
    private static final Duration ALL_OPEN = Duration.ofSeconds(30);
    /** One in this many devices confirms nothing. */
    private static final int SILENT_EACH = 10;
    /** One in this many devices follows two channels. */
    private static final int DOUBLE_EACH = 7;

    private final Vertx vertx = Vertx.vertx();
    private final List<Context> loops = new ArrayList<>();
    private final HttpClient http;
    private final int port;
    private final ChannelCalls calls;
    private final String administrator;
    private final List<String> channels;
    private final List<FeedFollower> followers = new ArrayList<>();
    private final List<ChannelPublisher> publishers = new ArrayList<>();

    /** @param name unique prefix of the channel names */
    FeedCrowd(int port, String name, int channels) {
        this.port = port;
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
        this.calls = new ChannelCalls(vertx, port);
        this.administrator = Account.login(new Calls(vertx, port), "admin", 0).login();
        this.channels = Stream.iterate(0, i -> i + 1)
                .limit(channels)
                .map(i -> "CHANNEL_" + name + i)
                .toList();
    }

    /** Opens {@code count} more feeds, and waits until all are open. */
    void follow(int count) {
        int before = followers.size();
        for (int i = before; i < before + count; i++) {
            FeedFollower follower = new FeedFollower(
                    vertx,
                    loops.get(i % LOOPS),
                    http,
                    port,
                    calls,
                    "H" + (390_000_000L + i),
                    channelsOf(i),
                    i % SILENT_EACH == 0);
            followers.add(follower);
            follower.source().open();
            if (i % (ARRIVING / 5) == 0) {
                Waiting.until("feeds open", ALL_OPEN, () -> closed() < ARRIVING);
            }
        }
        Waiting.until("all feeds are open", ALL_OPEN, () -> closed() == 0);
    }

    /** Starts {@code count} publishers, in turn on each channel. */
    void publish(int count, Duration pause, int requiredEach, Duration receiptTimeout) {
        for (int i = 0; i < count; i++) {
            String channel = channels.get(i % channels.size());
            publishers.add(new ChannelPublisher(
                    vertx, calls, channel + "." + i, channel, pause, requiredEach, receiptTimeout));
        }
        publishers.forEach(ChannelPublisher::start);
    }

    /** Waits until all feeds are open and have everything published so far; returns the time since {@code fault}. */
    Duration recovery(long faultNanos, Duration atMost) {
        Map<String, Integer> published = counts();
        try {
            Waiting.until("all feeds are back", atMost, () -> areBack(published));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("%s; half a minute later: %s".formatted(missing(published), later(published)), e);
        }
        return Duration.ofNanos(System.nanoTime() - faultNanos);
    }

    /**
     * Ends the publishing, waits until all devices have received and confirmed everything, and returns all published
     * events.
     */
    List<Published> settle() {
        List<Published> all = new ArrayList<>();
        publishers.forEach(publisher -> all.addAll(Waiting.result(publisher.stop())));
        recovery(System.nanoTime(), Duration.ofSeconds(30));
        Waiting.until(
                "everybody has confirmed",
                Duration.ofSeconds(30),
                () -> followers.stream().noneMatch(FeedFollower::isConfirming));
        return all;
    }

    /** Closes the first {@code count} feeds for good. */
    void leave(int count) {
        List<FeedFollower> leaving = followers.subList(0, count);
        leaving.forEach(each -> each.source().close());
        leaving.clear();
    }

    List<String> channels() {
        return channels;
    }

    List<FeedFollower> followers() {
        return followers;
    }

    List<FeedFollower> followersOf(String channel) {
        return followers.stream()
                .filter(each -> each.channels().contains(channel))
                .toList();
    }

    /** The response to an administrator; asks again if the connection was kept from a replica that was killed. */
    ChannelCalls.Answer ask(String path) {
        return Waiting.result(calls.get(path, administrator)
                .recover(lost -> lost instanceof HttpClosedException
                        ? calls.get(path, administrator)
                        : Future.failedFuture(lost)));
    }

    /** The connections by channel, and their total. */
    Map<String, Object> connections() {
        return new TreeMap<>(new JsonObject(ask("/admin/connections").body()).getMap());
    }

    /** The expected connections. */
    Map<String, Object> knownConnections() {
        Map<String, Object> known = new TreeMap<>();
        channels.forEach(channel -> known.put(channel, followersOf(channel).size()));
        known.put("total number", followers.size());
        return known;
    }

    @Override
    public void close() {
        publishers.forEach(ChannelPublisher::stop);
        followers.forEach(each -> each.source().close());
        Waiting.result(vertx.close());
    }

    private List<String> channelsOf(int number) {
        String first = channels.get(number % channels.size());
        return number % DOUBLE_EACH == 0
                ? List.of(first, channels.get((number + 1) % channels.size()))
                : List.of(first);
    }

    private long closed() {
        return followers.stream().filter(each -> !each.isOpen()).count();
    }

    private boolean areBack(Map<String, Integer> published) {
        return closed() == 0 && followers.stream().allMatch(each -> has(each, published));
    }

    /** Events that came after the deadline, to distinguish slow from lost ones. */
    private String later(Map<String, Integer> published) {
        try {
            Waiting.until("all feeds are back late", Duration.ofSeconds(30), () -> areBack(published));
            return "all are back";
        } catch (ConditionTimeoutException e) {
            return missing(published);
        }
    }

    private String missing(Map<String, Integer> published) {
        List<FeedFollower> behind =
                followers.stream().filter(each -> !has(each, published)).toList();
        return "%d closed, %d behind, such as %s of %s"
                .formatted(
                        closed(),
                        behind.size(),
                        behind.stream().limit(5).map(FeedFollower::summary).toList(),
                        published);
    }

    private Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        publishers.forEach(each -> counts.merge(each.channel(), each.count(), Integer::sum));
        return counts;
    }

    private static boolean has(FeedFollower follower, Map<String, Integer> published) {
        return follower.received()
                >= follower.channels().stream()
                        .mapToInt(channel -> published.getOrDefault(channel, 0))
                        .sum();
    }
}
