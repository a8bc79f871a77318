package dev.fleetcast.stream.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.memory.MemoryHolder;
import dev.fleetcast.stream.TestUpdates;
import dev.fleetcast.stream.cursor.CursorCodec.DeliveredPosition;
import dev.fleetcast.stream.event.OutboundEvent;
import dev.fleetcast.stream.event.OutboundEvent.Kind;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.UnitId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private static final String PING = new String(OutboundEvent.PING.frame(), StandardCharsets.UTF_8);

    private final Outbox outbox = new Outbox(
            4, 100, new MemoryBudget(Long.MAX_VALUE, Long.MAX_VALUE), () -> MemoryHolder.ofAddress("127.0.0.1"));

    @Test
    void eventsComeOutInTheirOrder() {
        outbox.offer(position(1, "a"));
        outbox.offer(required(2, "b"));
        outbox.offer(position(1, "c"));

        assertThat(drained()).containsExactly("a", "b", "c");
        assertThat(outbox.poll()).isNull();
        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void asManyEventsAsAllowedFit() {
        for (int i = 0; i < 4; i++) {
            assertThat(outbox.offer(position(1, "x"))).isTrue();
        }

        assertThat(outbox.offer(position(1, "x"))).isFalse();
        assertThat(outbox.size()).isEqualTo(4);
    }

    @Test
    void asManyBytesAsAllowedFit() {
        assertThat(outbox.offer(position(1, "x".repeat(60)))).isTrue();
        assertThat(outbox.offer(position(1, "x".repeat(40)))).isTrue();

        assertThat(outbox.offer(position(1, "x"))).isFalse();
    }

    @Test
    void singleEventFitsHoweverLargeItIs() {
        assertThat(outbox.offer(position(1, "x".repeat(101)))).isTrue();
        assertThat(outbox.offer(position(1, "x"))).isFalse();
    }

    @Test
    void removedEventsMakeRoom() {
        outbox.offer(position(1, "x".repeat(100)));

        outbox.poll();

        assertThat(outbox.offer(position(1, "x".repeat(60)))).isTrue();
        assertThat(outbox.offer(position(1, "x".repeat(40)))).isTrue();
    }

    @Test
    void clearingMakesRoom() {
        outbox.offer(position(1, "x".repeat(100)));

        outbox.clear();

        assertThat(outbox.isEmpty()).isTrue();
        assertThat(outbox.offer(position(1, "x".repeat(60)))).isTrue();
        assertThat(outbox.offer(position(1, "x".repeat(40)))).isTrue();
    }

    @Test
    void conflationKeepsTheNewestPositionOfEachUnitInOrder() {
        fill(position(1, "1a"), position(2, "2a"), position(1, "1b"), required(1, "trip"));

        int givenUp = outbox.offerConflated(position(2, "2b"));

        assertThat(givenUp).isEqualTo(2);
        assertThat(drained()).containsExactly("gap 1 of 1", "1b", "trip", "gap 1 of 2", "2b");
    }

    @Test
    void conflationMakesRoomForTheVeryEventThatSupersedes() {
        fill(position(1, "1a"), position(2, "2a"), position(3, "3a"), position(4, "4a"));

        int givenUp = outbox.offerConflated(position(2, "2b"));

        assertThat(givenUp).isEqualTo(1);
        assertThat(outbox.isOverfull()).isFalse();
        assertThat(drained()).containsExactly("1a", "3a", "4a", "gap 1 of 2", "2b");
    }

    @Test
    void eventsThatNothingSupersedesCannotBeConflated() {
        fill(position(1, "1a"), required(1, "trip"), position(2, "2a"), required(2, "trip"));

        int givenUp = outbox.offerConflated(required(1, "event"));

        assertThat(givenUp).isZero();
        assertThat(outbox.isOverfull()).isTrue();
        assertThat(drained()).containsExactly("1a", "trip", "2a", "trip", "event");
    }

    @Test
    void tooManyBytesAreTooMuchEvenIfTheEventsAreFew() {
        fill(position(1, "x".repeat(99)));

        outbox.offerConflated(required(1, "xx"));

        assertThat(outbox.isOverfull()).isTrue();
    }

    @Test
    void laterConflationsAddToTheSameGap() {
        fill(position(1, "a"), position(1, "b"), position(1, "c"), position(2, "other"));
        outbox.offerConflated(position(1, "d"));
        fill(position(1, "e"), position(1, "f"));

        outbox.offerConflated(position(1, "g"));

        assertThat(drained()).containsExactly("other", "gap 6 of 1", "g");
    }

    @Test
    void reportedGapIsNotReportedAgain() {
        fill(position(1, "a"), position(1, "b"));
        outbox.offerConflated(position(1, "c"));
        drained();
        fill(position(1, "d"));

        outbox.offerConflated(position(1, "e"));

        assertThat(drained()).containsExactly("gap 1 of 1", "e");
    }

    @Test
    void positionsThatWereNotPromisedLeaveNoGap() {
        fill(latest(1, "a"), latest(1, "b"));

        int givenUp = outbox.offerConflated(latest(1, "c"));

        assertThat(givenUp).isEqualTo(2);
        assertThat(drained()).containsExactly("c");
    }

    @Test
    void gapOfPromisedPositionsOutlivesAChangeOfMode() {
        fill(position(1, "a"), latest(1, "b"));

        outbox.offerConflated(latest(1, "c"));

        assertThat(drained()).containsExactly("gap 1 of 1", "c");
    }

    @Test
    void positionOfThePastDoesNotSupersedeACurrentOne() {
        fill(outdated(1, "late 1"), position(1, "now"), position(2, "other"));

        int givenUp = outbox.offerConflated(outdated(1, "late 2"));

        assertThat(givenUp).isEqualTo(2);
        assertThat(drained()).containsExactly("gap 2 of 1", "now", "other");
    }

    @Test
    void newestPositionOfThePastIsKeptWhenThereIsNoCurrentOne() {
        fill(outdated(1, "late 1"), required(1, "trip"));

        outbox.offerConflated(outdated(1, "late 2"));

        assertThat(drained()).containsExactly("trip", "gap 1 of 1", "late 2");
    }

    @Test
    void conflationAccountsForItsBytes() {
        fill(position(1, "x".repeat(30)), position(2, "x".repeat(30)), position(1, "x".repeat(30)));

        outbox.offerConflated(position(2, "x".repeat(20)));

        assertThat(outbox.offer(required(3, "x".repeat(50)))).isTrue();
        assertThat(outbox.offer(required(3, "x"))).isFalse();
    }

    @Test
    void everythingAboutAUnitCanBeRemoved() {
        fill(position(1, "x".repeat(30)), position(2, "kept"), required(1, "x".repeat(40)), OutboundEvent.PING);

        outbox.removeAll(new UnitId(1));

        assertThat(outbox.offer(position(2, "x".repeat(73)))).isTrue();
        assertThat(drained()).containsExactly("kept", PING, "x".repeat(73));
    }

    @Test
    void hasRecoveredWhenHalfOfBothBoundsIsFree() {
        fill(position(1, "x".repeat(50)), position(1, ""));
        assertThat(outbox.hasRecovered()).isTrue();

        fill(position(1, ""));
        assertThat(outbox.hasRecovered()).isFalse();

        outbox.clear();
        fill(position(1, "x".repeat(51)));
        assertThat(outbox.hasRecovered()).isFalse();
    }

    private void fill(OutboundEvent... events) {
        for (OutboundEvent event : events) {
            assertThat(outbox.offer(event)).isTrue();
        }
    }

    private List<String> drained() {
        List<String> drained = new ArrayList<>();
        for (OutboundEvent event = outbox.poll(); event != null; event = outbox.poll()) {
            if (event.missed() > 0) {
                drained.add("gap " + event.missed() + " of " + event.unit());
            }
            drained.add(new String(event.frame(), StandardCharsets.UTF_8));
        }
        return drained;
    }

    private static OutboundEvent position(long unit, String frame) {
        return OutboundEvent.message(
                Kind.POSITION,
                bytes(frame),
                TestUpdates.position(unit, 1),
                new DeliveredPosition(FeedPosition.START),
                0);
    }

    private static OutboundEvent outdated(long unit, String frame) {
        return OutboundEvent.message(
                Kind.POSITION,
                bytes(frame),
                TestUpdates.outdated(unit, 1),
                new DeliveredPosition(FeedPosition.START),
                0);
    }

    private static OutboundEvent latest(long unit, String frame) {
        return OutboundEvent.message(
                Kind.LATEST_POSITION,
                bytes(frame),
                TestUpdates.position(unit, 1),
                new DeliveredPosition(FeedPosition.START),
                0);
    }

    private static OutboundEvent required(long unit, String frame) {
        return OutboundEvent.message(
                Kind.REQUIRED, bytes(frame), TestUpdates.event(unit, 1), new DeliveredPosition(FeedPosition.START), 0);
    }

    private static byte[] bytes(String frame) {
        return frame.getBytes(StandardCharsets.UTF_8);
    }
}
