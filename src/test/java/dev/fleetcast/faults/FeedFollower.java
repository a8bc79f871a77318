package dev.fleetcast.faults;

import dev.fleetcast.testing.SseParser;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** A device on a feed: records the events, and confirms those that require it, unless it is a silent device. */
final class FeedFollower implements EventSource.Listener {

    private static final int AGAIN_MILLIS = 300;
    /** All devices receive the same ids. */
    private static final ConcurrentMap<String, String> IDS = new ConcurrentHashMap<>();

    private final Vertx vertx;
    private final ChannelCalls calls;
    private final String device;
    private final List<String> channels;
    private final boolean silent;
    private final EventSource source;
    private final List<String> order = new ArrayList<>();
    private final Map<String, Long> firstAt = new HashMap<>();
    private final Map<String, Long> confirmedAt = new HashMap<>();
    private final Map<String, Integer> repeats = new HashMap<>();
    private final Map<Integer, Integer> refusals = new HashMap<>();
    private int repeatedAfterConfirmation;
    private volatile boolean open;
    private volatile int failure;
    private volatile int confirming;
    private volatile int received;

    FeedFollower(
            Vertx vertx,
            Context loop,
            HttpClient http,
            int port,
            ChannelCalls calls,
            String device,
            List<String> channels,
            boolean silent) {
        this.vertx = vertx;
        this.calls = calls;
        this.device = device;
        this.channels = channels;
        this.silent = silent;
        this.source = new EventSource(
                vertx, loop, http, port, "/feed/" + String.join(",", channels), Map.of("device", device), this);
    }

    EventSource source() {
        return source;
    }

    String device() {
        return device;
    }

    List<String> channels() {
        return channels;
    }

    boolean isSilent() {
        return silent;
    }

    boolean isOpen() {
        return open;
    }

    /** The response after which it stopped reconnecting, 0 if none. */
    int failure() {
        return failure;
    }

    /** The number of distinct events received. */
    int received() {
        return received;
    }

    /** A description for failure messages. */
    String summary() {
        return "%s on %s: %s, %d received".formatted(device, channels, open ? "open" : "closed", received);
    }

    /** Whether a confirmation is still unanswered. */
    boolean isConfirming() {
        return confirming > 0;
    }

    /** The events in the order of their first arrival. */
    synchronized List<String> order() {
        return List.copyOf(order);
    }

    /** The first arrival of an event, in milliseconds of the epoch; null if it has not arrived. */
    synchronized Long firstAt(String id) {
        return firstAt.get(id);
    }

    /** Whether its confirmation of the event was accepted. */
    synchronized boolean hasConfirmed(String id) {
        return confirmedAt.containsKey(id);
    }

    /** The number of repeated events. */
    synchronized Map<String, Integer> repeats() {
        return Map.copyOf(repeats);
    }

    /** Repeated events that this device had confirmed well before. */
    synchronized int repeatedAfterConfirmation() {
        return repeatedAfterConfirmation;
    }

    /** Unsuccessful responses to confirmations, by status; 0 for no response. */
    synchronized Map<Integer, Integer> refusals() {
        return Map.copyOf(refusals);
    }

    @Override
    public void opened() {
        open = true;
    }

    @Override
    public void interrupted() {
        open = false;
    }

    @Override
    public void failed(int status) {
        open = false;
        failure = status;
    }

    @Override
    public void event(SseParser.Event event) {
        String id = IDS.computeIfAbsent(event.id(), same -> same);
        if (!isNew(id)) {
            return;
        }
        if (event.data().equals("confirm") && !silent) {
            confirming++;
            confirm(channel(id), id);
        }
    }

    private synchronized boolean isNew(String id) {
        long now = System.currentTimeMillis();
        if (firstAt.putIfAbsent(id, now) == null) {
            order.add(id);
            received = order.size();
            return true;
        }
        repeats.merge(id, 1, Integer::sum);
        Long confirmed = confirmedAt.get(id);
        if (confirmed != null && now - confirmed > 1_000) {
            repeatedAfterConfirmation++;
        }
        return false;
    }

    private void confirm(String channel, String id) {
        calls.confirm(channel, device, id).onComplete(answer -> {
            if (answer.succeeded() && answer.result() == 204) {
                taken(id);
                confirming--;
            } else {
                refused(answer.succeeded() ? answer.result() : 0);
                vertx.setTimer(AGAIN_MILLIS, due -> confirm(channel, id));
            }
        });
    }

    private synchronized void taken(String id) {
        confirmedAt.put(id, System.currentTimeMillis());
    }

    private synchronized void refused(int status) {
        refusals.merge(status, 1, Integer::sum);
    }

    /** Ids begin with the name of their channel. */
    private String channel(String id) {
        return channels.stream()
                .filter(channel -> id.startsWith(channel + "."))
                .findFirst()
                .orElseThrow();
    }
}
