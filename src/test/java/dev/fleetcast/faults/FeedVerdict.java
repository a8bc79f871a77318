package dev.fleetcast.faults;

import dev.fleetcast.faults.ChannelPublisher.Published;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Compares the product's behaviour with the records of publishers and devices. */
final class FeedVerdict {

    /** All processes share a clock here; messages in flight need a moment. */
    private static final long MARGIN_MILLIS = 1_000;

    private static final int MAX_AGAIN = 2;

    private final FeedCrowd crowd;
    private final List<Published> published;
    private final Map<String, Published> byId;
    private final Map<String, Integer> receipts = new TreeMap<>();

    FeedVerdict(FeedCrowd crowd, List<Published> published) {
        this.crowd = crowd;
        this.published = published;
        this.byId = published.stream().collect(Collectors.toMap(Published::id, each -> each));
    }

    /** The figures of feeds. Events that require confirmation may repeat for devices that have not confirmed. */
    Figures figures() {
        Map<String, List<String>> orders = new HashMap<>();
        Figures sum = Figures.NONE;
        for (FeedFollower follower : crowd.followers()) {
            List<String> order = follower.order();
            Set<String> missing = expected(follower);
            order.forEach(missing::remove);
            long swapped = follower.channels().stream()
                    .filter(channel -> !sameOrder(orders, channel, of(channel, order)))
                    .count();
            if (follower.channels().size() > 1 && !sameOrder(orders, String.join(",", follower.channels()), order)) {
                swapped++;
            }
            sum = sum.plus(new Figures(order.size(), missing.size(), repeated(follower), swapped, 0, 0, 0));
        }
        return sum;
    }

    /** Events that are not in their publisher's order. */
    List<String> misplaced() {
        List<String> misplaced = new ArrayList<>();
        Map<String, Integer> last = new HashMap<>();
        for (String channel : crowd.channels()) {
            for (String id : of(channel, crowd.followersOf(channel).get(0).order())) {
                int dash = id.lastIndexOf('-');
                int number = Integer.parseInt(id.substring(dash + 1));
                Integer before = last.put(id.substring(0, dash), number);
                if (number != (before == null ? 1 : before + 1)) {
                    misplaced.add(id);
                }
            }
        }
        return misplaced;
    }

    /** Receipts that contradict the devices' records; empty on success. */
    List<String> wrongReceipts(Duration receiptTimeout) {
        List<String> wrong = new ArrayList<>();
        for (Published event : published) {
            if (event.required()) {
                wrong.addAll(wrongReceipts(event, receiptTimeout.toMillis()));
            }
        }
        return wrong;
    }

    /** The number of receipts that {@link #wrongReceipts} has seen in each state. */
    Map<String, Integer> receipts() {
        return receipts;
    }

    /** The number of repeated events that require confirmation. */
    int sentAgain() {
        return crowd.followers().stream()
                .flatMap(each -> each.repeats().values().stream())
                .mapToInt(Integer::intValue)
                .sum();
    }

    private List<String> wrongReceipts(Published event, long timeout) {
        Map<String, String> states = states(event);
        states.values().forEach(state -> receipts.merge(state, 1, Integer::sum));
        List<String> wrong = new ArrayList<>();
        for (FeedFollower follower : crowd.followersOf(event.channel())) {
            String state = states.remove(follower.device());
            Long cameAt = follower.firstAt(event.id());
            boolean inTime = cameAt != null && cameAt < event.triedAt() + timeout - MARGIN_MILLIS;
            boolean tooLate = cameAt != null && cameAt > event.takenAt() + timeout + MARGIN_MILLIS;
            boolean right = follower.hasConfirmed(event.id())
                    ? "confirmed".equals(state)
                    : "overdue".equals(state) || state == null && !inTime;
            if (!right) {
                wrong.add("%s of %s is %s; silent: %s, in time: %s, too late: %s"
                        .formatted(event.id(), follower.device(), state, follower.isSilent(), inTime, tooLate));
            }
        }
        states.forEach((device, state) -> wrong.add("%s of %s invented: %s".formatted(event.id(), device, state)));
        return wrong;
    }

    private Map<String, String> states(Published event) {
        ChannelCalls.Answer answer =
                crowd.ask("/api/v1/channels/" + event.channel() + "/events/" + event.id() + "/receipts");
        Map<String, String> states = new HashMap<>();
        JsonArray receipts = new JsonObject(answer.body()).getJsonArray("data", new JsonArray());
        receipts.forEach(
                each -> states.put(((JsonObject) each).getString("device"), ((JsonObject) each).getString("state")));
        return states;
    }

    private Set<String> expected(FeedFollower follower) {
        return published.stream()
                .filter(event -> follower.channels().contains(event.channel()))
                .map(Published::id)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private long repeated(FeedFollower follower) {
        long repeated = follower.repeatedAfterConfirmation();
        for (Map.Entry<String, Integer> again : follower.repeats().entrySet()) {
            Published event = byId.get(again.getKey());
            int allowed = event != null && event.required() ? MAX_AGAIN : 0;
            repeated += Math.max(0, again.getValue() - allowed);
        }
        return repeated;
    }

    /** All followers of the same channels have the same order as the first of them. */
    private static boolean sameOrder(Map<String, List<String>> orders, String what, List<String> order) {
        return orders.computeIfAbsent(what, first -> order).equals(order);
    }

    private static List<String> of(String channel, List<String> order) {
        return order.stream().filter(id -> id.startsWith(channel + ".")).toList();
    }
}
