package dev.fleetcast.channel.archive;

import static dev.fleetcast.channel.TestArchive.requiring;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.channel.TestArchive;
import dev.fleetcast.channel.log.ChannelEvent;
import dev.fleetcast.channel.log.ReceiptRule;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchivedReceiptsTest {

    private static final ReceiptRule RULE = new ReceiptRule(10_000, 3);

    private final TestArchive archive = new TestArchive();

    /** Positions are relative to the event's, times to its publication. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "open",
            value = {
                // from, joined, last, left, since
                "-1, 0, -1, open, -5, true",
                "-1, 0, -1, 1, -5, true",
                "-9, -9, -1, 0, -5, false",
                "-9, -9, 0, 0, -5, true",
                "-9, 1, -1, open, 9000, false",
                "-9, 1, 0, open, 9000, true",
                "-9, 1, 0, 2, 10000, true",
                "-9, 1, 0, open, 10001, false",
                "0, 1, 5, open, 9000, false",
                "0, 0, 5, open, -5, false",
            })
    void devicesThatWereThereOrWereGivenTheEventInTimeAreExpected(
            long from, long joined, long last, Long left, long since, boolean expected) {
        archive.publish("c", "before");
        long event = archive.publish("c", requiring(RULE));
        archive.present(
                "f",
                new ArchivedSession(
                        List.of("b", "c"),
                        "A",
                        archive.now() + since,
                        event + from,
                        event + joined,
                        event + last,
                        left == null ? null : event + left));

        assertThat(receipts(event).isEmpty()).isEqualTo(!expected);
    }

    @Test
    void onlyDevicesOfTheChannelAreExpectedAndEachOnce() {
        long event = archive.publish("c", requiring(RULE));
        archive.present("1", there("A", "c"));
        archive.present("2", there("A", "c"));
        archive.present("3", there("user/7", "c"));
        archive.present("4", there(null, "c"));
        archive.present("5", there("B", "d"));

        assertThat(receipts(event)).containsExactly(new EventReceipt("A", "pending", null, null));
    }

    @Test
    void requiredReceiptIsOverdueAfterItsTimeAndConfirmedWheneverItComes() {
        long event = archive.publish("c", requiring(RULE));
        archive.present("1", there("A", "c"));
        archive.present("2", there("B", "c"));

        archive.pass(10_001);
        archive.confirm(event, "B", "rx ok");
        archive.confirm(event, "unexpected", "rx ok");

        Instant at = Instant.parse("2026-11-21T20:00:00.125Z");
        assertThat(receipts(event))
                .containsExactly(
                        new EventReceipt("A", "overdue", null, null),
                        new EventReceipt("B", "confirmed", "rx ok", at),
                        new EventReceipt("unexpected", "confirmed", "rx ok", at));
        assertThat(archive.archive.confirmedBy(event(event))).containsExactlyInAnyOrder("B", "unexpected");
    }

    @Test
    void optionalReceiptIsNeverOverdue() {
        long event = archive.publish("c", "confirm it or not");
        archive.present("1", there("A", "c"));

        archive.pass(1_000_000);

        assertThat(receipts(event)).containsExactly(new EventReceipt("A", "pending", null, null));
    }

    @Test
    void newestReceiptOfADeviceCounts() {
        long event = archive.publish("c", "x");

        archive.confirm(event, "A", "received");
        archive.confirm(event, "A", "done");

        assertThat(receipts(event)).extracting(EventReceipt::status).containsExactly("done");
    }

    @Test
    void receiptMayBeReadBeforeItsEventButNotAfterItIsGone() throws Exception {
        long next = archive.end();
        archive.confirm(next, "A", "early");
        archive.publish("c", "x");
        archive.confirm(next - 1, "A", "of what never was, or is gone");

        assertThat(receipts(next)).extracting(EventReceipt::status).containsExactly("early");
        assertThat(archive.database.count("channel_receipt")).isEqualTo(1);
    }

    @Test
    void malformedReceiptIsSkipped() throws Exception {
        long event = archive.publish("c", "x");
        List.of(
                        "{",
                        "null",
                        "{\"position\":" + event + ",\"device\":\"A\",\"at\":\"2026-11-21T20:00:00Z\"}",
                        "{\"channel\":\"c\",\"device\":\"A\",\"at\":\"2026-11-21T20:00:00Z\"}",
                        "{\"channel\":\"c\",\"position\":" + event + ",\"at\":\"2026-11-21T20:00:00Z\"}",
                        "{\"channel\":\"c\",\"position\":" + event + ",\"device\":\"A\",\"at\":\"yesterday\"}",
                        "{\"channel\":\"c\",\"position\":" + event + ",\"device\":\"A\"}",
                        archive.receipt(event, "A\\u0000", "x"))
                .forEach(value -> archive.store.write(List.of(archive.record(TestArchive.RECEIPTS, "c", value))));
        archive.store.write(List.of(archive.record(TestArchive.RECEIPTS, "c", null)));
        archive.store.write(List.of(archive.record(TestArchive.RECEIPTS, "c", archive.receipt(event, "A", "\\u0000"))));

        assertThat(archive.skipped()).isEqualTo(9);
        assertThat(archive.archive.receiptsEnd()).isEqualTo(10);
        assertThat(receipts(event)).extracting(EventReceipt::status).containsExactly("\uFFFD");
    }

    @Test
    void unknownMembersAreIgnoredAndLaterVersionsAreSkipped() {
        long event = archive.publish("c", requiring(RULE));
        write(TestArchive.RECEIPTS, "c", archive.receipt(event, "A", "first"), "\"v\":1,\"later\":{\"a\":[1]}");
        write(TestArchive.RECEIPTS, "c", archive.receipt(event, "A", "second"), "\"v\":2");
        write(TestArchive.PRESENCE, "1", TestArchive.json(there("B", "c")), "\"later\":null");
        write(TestArchive.PRESENCE, "2", TestArchive.json(there("C", "c")), "\"v\":2");

        assertThat(receipts(event)).extracting(EventReceipt::device).containsExactly("A", "B");
        assertThat(receipts(event)).extracting(EventReceipt::status).containsExactly("first", null);
        assertThat(archive.skipped()).isEqualTo(2);
    }

    private void write(String topic, String key, String value, String members) {
        archive.store.write(List.of(archive.record(topic, key, value.replaceFirst("\\{", "{" + members + ","))));
    }

    @Test
    void forgottenFeedIsExpectedForItsDeliveredEvents() {
        long first = archive.publish("c", requiring(RULE));
        long second = archive.publish("c", requiring(RULE));
        archive.present("1", new ArchivedSession(List.of("c"), "A", archive.now(), -1, 0, first, null));
        archive.present("2", there("B", "c"));

        archive.forget("1");
        archive.forget("unknown");

        assertThat(receipts(first)).extracting(EventReceipt::device).containsExactly("A", "B");
        assertThat(receipts(second)).extracting(EventReceipt::device).containsExactly("B");
    }

    @Test
    void endAndRemovalOfAFeedMayBeInOneBatch() {
        long event = archive.publish("c", requiring(RULE));
        ArchivedSession over = new ArchivedSession(List.of("c"), "A", archive.now(), -1, 0, -1, archive.archive.end());
        archive.store.write(List.of(
                archive.record(TestArchive.PRESENCE, "1", TestArchive.json(there("A", "c"))),
                archive.record(TestArchive.PRESENCE, "1", TestArchive.json(over)),
                archive.record(TestArchive.PRESENCE, "1", null)));

        long later = archive.publish("c", requiring(RULE));

        assertThat(receipts(event)).extracting(EventReceipt::device).containsExactly("A");
        assertThat(receipts(later)).isEmpty();
    }

    @Test
    void recreatedPresenceTopicEndsAllSessions() {
        archive.present("1", there("A", "c"));
        archive.recreate(TestArchive.PRESENCE);
        archive.present("2", there("B", "c"));

        long event = archive.publish("c", requiring(RULE));

        assertThat(receipts(event)).extracting(EventReceipt::device).containsExactly("B");
    }

    @Test
    void malformedSessionIsSkipped() {
        List.of("{", "null", "{\"subject\":\"A\"}", "{\"subject\":\"\\u0000\",\"channels\":[\"c\"]}")
                .forEach(value -> archive.store.write(List.of(archive.record(TestArchive.PRESENCE, "f", value))));
        archive.store.write(List.of(archive.record(TestArchive.PRESENCE, null, "{\"channels\":[]}")));

        assertThat(archive.skipped()).isEqualTo(5);
    }

    private ArchivedSession there(String subject, String channel) {
        return new ArchivedSession(List.of(channel), subject, archive.now(), -1, 0, -1, null);
    }

    private List<EventReceipt> receipts(long position) {
        return archive.receipts.of(event(position));
    }

    private ChannelEvent event(long position) {
        return archive.archive.after(List.of("c"), position - 1, 1, 1).events().get(0);
    }
}
