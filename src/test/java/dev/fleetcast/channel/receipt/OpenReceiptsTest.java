package dev.fleetcast.channel.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fleetcast.channel.log.ChannelEvent;
import dev.fleetcast.channel.log.EventContent;
import dev.fleetcast.channel.log.ReceiptRule;
import dev.fleetcast.channel.receipt.OpenReceipts.Attempt;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenReceiptsTest {

    private static final long AT = 1_000_000;

    private final OpenReceipts open = new OpenReceipts(3, 4);

    @Test
    void eventIsDueAfterEachTimeoutUpToItsLimit() {
        open.published(event(1, 2_000, 2), AT);

        assertThat(open.due(AT + 1_999)).isEmpty();
        assertThat(positions(open.due(AT + 2_000))).containsExactly(1L);
        assertThat(open.due(AT + 3_999)).isEmpty();
        assertThat(positions(open.due(AT + 4_000))).containsExactly(1L);
        assertThat(open.due(AT + 100_000)).isEmpty();
        assertThat(open.size()).isZero();
    }

    @Test
    void eventThatIsNotToBeSentAgainIsWaitedForUntilItsDeadline() {
        open.published(event(1, 2_000, 0), AT);

        assertThat(open.size()).isEqualTo(1);
        assertThat(open.due(AT + 2_000)).isEmpty();
        assertThat(open.size()).isZero();
    }

    @Test
    void attemptListsTheConfirmingDevices() {
        open.published(event(1, 2_000, 2), AT);
        open.published(event(2, 2_000, 2), AT);
        open.confirmed(1, "a");
        open.confirmed(1, "b");
        open.confirmed(2, "a");
        open.confirmed(9, "a");

        assertThat(open.due(AT + 2_000))
                .extracting(attempt -> attempt.event().position(), Attempt::confirmed, Attempt::isComplete)
                .containsExactlyInAnyOrder(tuple(1L, Set.of("a", "b"), true), tuple(2L, Set.of("a"), true));
    }

    @Test
    void receiptReadBeforeItsEventCounts() {
        open.confirmedEarly(1, "a");
        open.published(event(1, 2_000, 1), AT);

        assertThat(open.due(AT + 2_000))
                .singleElement()
                .extracting(Attempt::confirmed)
                .isEqualTo(Set.of("a"));
    }

    @Test
    void missedRedeliveriesAreMadeUpForOnce() {
        open.published(event(1, 2_000, 5), AT);

        assertThat(open.due(AT + 7_000)).hasSize(1);
        assertThat(open.due(AT + 7_999)).isEmpty();
        assertThat(open.due(AT + 8_000)).hasSize(1);
        assertThat(open.due(AT + 60_000)).as("the last one, late").hasSize(1);
        assertThat(open.size()).isZero();
    }

    @Test
    void eventFromBeforeTheStartIsDueAtItsNextTimeAndTheArchiveIsAsked() {
        open.known(event(1, 2_000, 3), AT + 3_000, 3_000);

        assertThat(open.due(AT + 3_999)).isEmpty();
        assertThat(open.due(AT + 4_000))
                .singleElement()
                .extracting(Attempt::isComplete)
                .isEqualTo(false);
    }

    @Test
    void eventWhoseTimesHavePassedIsNotWaitedFor() {
        open.known(event(1, 2_000, 3), AT + 6_000, 6_000);

        assertThat(open.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {-60_000, -8_000, 8_000, 60_000})
    void eventIsDueInItsTimeHoweverFarKafkasClockIsFromThisOne(long off) {
        open.published(event(1, 2_000, 1), AT + off);

        assertThat(open.due(AT + off + 1_999)).isEmpty();
        assertThat(open.due(AT + off + 2_000)).hasSize(1);
    }

    @Test
    void eventReadTwiceIsDueOnce() {
        open.known(event(1, 2_000, 3), AT, 0);
        open.published(event(1, 2_000, 3), AT);

        assertThat(open.due(AT + 2_000)).hasSize(1);
        assertThat(open.size()).isEqualTo(1);
    }

    @Test
    void rememberedEventsAreLimited() {
        for (int i = 0; i < 5; i++) {
            open.published(event(i, 2_000, 1), AT);
        }

        assertThat(open.size()).isEqualTo(3);
    }

    @Test
    void beyondTheBoundOfConfirmationsTheArchiveIsAsked() {
        open.published(event(1, 2_000, 1), AT);
        open.published(event(2, 4_000, 1), AT);
        for (int i = 0; i < 4; i++) {
            open.confirmed(1, "device" + i);
        }
        open.confirmed(1, "device0");
        open.confirmed(2, "device0");

        assertThat(open.due(AT + 2_000)).singleElement().matches(Attempt::isComplete);
        assertThat(open.due(AT + 4_000)).singleElement().matches(attempt -> !attempt.isComplete());

        open.published(event(3, 5_000, 1), AT);
        open.confirmed(3, "device0");
        assertThat(open.due(AT + 5_000))
                .as("what is over makes room")
                .singleElement()
                .matches(Attempt::isComplete);
    }

    @Test
    void earlyReceiptsAreForgottenWhenThereAreTooMany() {
        for (int i = 0; i < 10_000; i++) {
            open.confirmedEarly(i, "a");
        }
        open.published(event(0, 2_000, 1), AT);
        open.published(event(9_999, 2_000, 1), AT);

        assertThat(open.due(AT + 2_000))
                .extracting(attempt -> attempt.event().position(), Attempt::confirmed)
                .containsExactlyInAnyOrder(tuple(0L, Set.of()), tuple(9_999L, Set.of("a")));
    }

    private static List<Long> positions(List<Attempt> attempts) {
        return attempts.stream().map(attempt -> attempt.event().position()).toList();
    }

    private static ChannelEvent event(long position, long timeoutMillis, int maxAttempts) {
        ReceiptRule rule = new ReceiptRule(timeoutMillis, maxAttempts);
        return new ChannelEvent(position, AT, "A", new EventContent(null, null, null, "d", null, null, rule));
    }
}
