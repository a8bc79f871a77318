package dev.fleetcast.history.record;

import static dev.fleetcast.history.record.TestFeed.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fleetcast.history.day.Span;
import dev.fleetcast.history.read.LastMessages;
import dev.fleetcast.history.stored.Dictionaries;
import dev.fleetcast.history.stored.MessageCodec;
import dev.fleetcast.history.stored.PastMessages;
import dev.fleetcast.history.stored.Selection;
import dev.fleetcast.history.stored.StoredMessage;
import dev.fleetcast.history.trip.TripRules;
import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.memory.MemoryHolder;
import dev.fleetcast.memory.Reservation;
import dev.fleetcast.testing.EmptyRegistry;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HistoryJanitorTest {

    private static final Span ALL = new Span(NOON.minus(Duration.ofDays(2)), NOON.plus(Duration.ofDays(2)));
    private static final HistoryJanitor.Retention RETENTION =
            new HistoryJanitor.Retention(Duration.ofDays(2), Duration.ofDays(90), Duration.ofDays(1_826));

    private static final String WAITING =
            "pg_locks join pg_database d on d.oid = database where not granted and d.datname = current_database()";

    private final EmptyRegistry database = EmptyRegistry.create();
    private final HistoryDatabase connections = new HistoryDatabase(database.dataSource());
    private final HistoryPartitions partitions = new HistoryPartitions();
    private final RecordStore store = new RecordStore(connections, partitions, TripRules.DEFAULT);
    private final HistoryJanitor janitor = new HistoryJanitor(
            connections, partitions, new Packing(partitions, new Dictionaries(new MessageCodec())), RETENTION);
    private final MessageCodec codec = new MessageCodec();
    private final Dictionaries dictionaries = new Dictionaries(codec);
    private final PastMessages messages = new PastMessages(dictionaries, codec);
    private final LastMessages last = new LastMessages(connections, dictionaries, messages);

    @Test
    void partitionsAreMadeAheadAndDroppedWhenTheirTimeIsOver() throws Exception {
        janitor.tidy(NOON);
        assertThat(tables("history_message"))
                .containsExactly(
                        "history_message_20260303",
                        "history_message_20260304",
                        "history_message_20260305",
                        "history_message_20260306");
        assertThat(tables("history_sheet")).containsExactly("history_sheet_20260301");

        janitor.tidy(NOON.plus(Duration.ofDays(91)));
        assertThat(tables("history_message")).hasSize(4).doesNotContain("history_message_20260303");
        assertThat(tables("history_chunk"))
                .doesNotContain("history_chunk_20260303")
                .contains("history_chunk_20260304");

        janitor.tidy(NOON.plus(Duration.ofDays(1_826 + 31)));
        assertThat(tables("history_sheet")).doesNotContain("history_sheet_20260301");
    }

    @Test
    void lastMessagesAreKnownWhenTheyArePacked() throws Exception {
        store.write(new TestFeed(0).drive(1, NOON, 5).drive(2, NOON, 5).all());
        janitor.tidy(NOON.plus(Duration.ofDays(3)));
        assertThat(database.count("history_message")).isZero();
        // Late, and older than what is packed; then one that is newer.
        store.write(new TestFeed(1)
                .add(1, NOON.minusSeconds(7_200), 0, 0)
                .add(2, NOON.plusSeconds(900), 0, 0)
                .all());
        Set<Long> placements = database.texts("select id::text from history_placement").stream()
                .map(Long::valueOf)
                .collect(Collectors.toSet());

        assertThat(last.of(List.of(1L, 2L, 3L), unit -> ZoneOffset.UTC, placements))
                .extracting(LastMessages.Last::filedAt)
                .containsExactly(NOON.plusSeconds(300), NOON.plusSeconds(900));
        assertThat(last.of(List.of(1L, 2L, 3L), unit -> ZoneOffset.UTC, Set.of()))
                .isEmpty();
    }

    @Test
    void packedMessagesAreReadAsBefore() throws Exception {
        TestFeed feed = new TestFeed(0);
        for (long unit = 1; unit <= 3; unit++) {
            feed.drive(unit, NOON.minusSeconds(1_800), 90);
        }
        store.write(feed.all());
        List<String> before = StoredContents.of(database, 2, ALL);

        janitor.tidy(NOON.plus(Duration.ofDays(2)));
        assertThat(database.count("history_message")).isEqualTo(feed.messages.size());
        janitor.tidy(NOON.plus(Duration.ofDays(3)));

        assertThat(database.count("history_message")).isZero();
        assertThat(database.count("history_chunk")).isEqualTo(9);
        assertThat(StoredContents.of(database, 2, ALL)).isEqualTo(before).hasSize(541);
        assertThat(StoredContents.of(database, 2, new Span(NOON, NOON.plusSeconds(10))))
                .hasSize(1);
        long bytes = Long.parseLong(
                database.texts("select sum(length(content)) from history_chunk").get(0));
        assertThat(bytes / feed.messages.size()).isLessThan(100);
    }

    @Test
    void hourWithoutRoomInMemoryIsReadInParts() throws Exception {
        TestFeed feed = new TestFeed(0);
        for (long unit = 1; unit <= 3; unit++) {
            feed.drive(unit, NOON.minusSeconds(1_800), 90);
        }
        store.write(feed.all());
        janitor.tidy(NOON.plus(Duration.ofDays(3)));
        Span span = new Span(NOON.minusSeconds(600), NOON.plusSeconds(3_000));
        List<StoredMessage> whole = read(span, 1 << 22);

        assertThat(whole).hasSize(1_080).isSorted();
        assertThat(contents(read(span, 1 << 16))).isEqualTo(contents(whole));
        // Short parts have room without the user's memory.
        assertThat(contents(read(span, 1))).isEqualTo(contents(whole));
    }

    @Test
    void burstIsReadSecondBySecond() throws Exception {
        TestFeed feed = large(300, Duration.ofMillis(20));
        store.write(feed.all());
        janitor.tidy(NOON.plus(Duration.ofDays(3)));
        Span hour = new Span(NOON, NOON.plusSeconds(3_600));

        assertThat(contents(read(hour, 1))).hasSize(300).isEqualTo(contents(read(hour, 1 << 22)));
    }

    private static List<String> contents(List<StoredMessage> messages) {
        return messages.stream().map(message -> new String(message.content())).toList();
    }

    /** Reads the messages of three units with so much memory, in bytes. */
    private List<StoredMessage> read(Span span, long most) {
        MemoryBudget budget = new MemoryBudget(most, most);
        List<StoredMessage> read = new ArrayList<>();
        connections.run(connection -> {
            try (Reservation memory = new Reservation(budget, MemoryHolder.ofUser(1), most)) {
                messages.read(connection, Selection.of(List.of(1L, 2L, 3L), span), memory, message -> {
                    assertThat(budget.used()).isLessThanOrEqualTo(most);
                    return read.add(message);
                });
            }
            return null;
        });
        assertThat(budget.used()).isZero();
        return read;
    }

    @Test
    void hourOfLargeMessagesIsPackedInPieces() throws Exception {
        TestFeed feed = large(250, Duration.ofSeconds(1));
        store.write(feed.all());
        List<String> before = StoredContents.of(database, 1, ALL);

        janitor.tidy(NOON.plus(Duration.ofDays(3)));

        assertThat(database.count("history_chunk")).isEqualTo(3);
        assertThat(StoredContents.of(database, 1, ALL)).isEqualTo(before).hasSize(250);
        assertThat(last.of(List.of(1L), unit -> ZoneOffset.UTC, Set.of(1L)))
                .extracting(LastMessages.Last::filedAt)
                .containsExactly(NOON.plusSeconds(249));
    }

    /** So many messages of 10 KB of one unit, from noon on. */
    private static TestFeed large(int messages, Duration step) {
        TestFeed feed = new TestFeed(0);
        String large =
                "{\"message_type\":\"status\",\"no\":%d,\"timestamp\":\"%s\",\"text\":\"" + "x".repeat(10_000) + "\"}";
        for (int no = 0; no < messages; no++) {
            Instant at = NOON.plus(step.multipliedBy(no));
            feed.add(1, large.formatted(no, at), at);
        }
        return feed;
    }

    /** A reader locks the table of all days before that of a day, the janitor the other way round. */
    @Test
    void readerDoesNotWaitForAJanitorThatWaitsForTheReader() throws Exception {
        store.write(new TestFeed(0).drive(1, NOON, 5).all());
        try (Connection reader = database.dataSource().getConnection();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("lock table only history_message in access share mode");
            CompletableFuture<Void> packing =
                    CompletableFuture.runAsync(() -> janitor.tidy(NOON.plus(Duration.ofDays(3))));
            await().until(() -> database.count(WAITING) > 0);

            statement.execute("set local lock_timeout = '100ms'");
            statement.execute("select from history_message");

            reader.commit();
            // On a busy machine it may have given up.
            packing.exceptionally(tooLate -> null).join();
        }
        janitor.tidy(NOON.plus(Duration.ofDays(3)));
        assertThat(database.count("history_message")).isZero();
    }

    @Test
    void dayThatCannotBeReadKeepsNoOtherPartition() throws Exception {
        store.write(new TestFeed(0)
                .drive(1, NOON.minus(Duration.ofDays(1)), 5)
                .drive(1, NOON, 5)
                .all());
        janitor.tidy(NOON.minus(Duration.ofDays(90)));
        database.execute("update history_message set content = 'damaged' where filed_at < '2026-03-03'");

        assertThatThrownBy(() -> janitor.tidy(NOON.plus(Duration.ofDays(3)))).isInstanceOf(HistoryException.class);

        assertThat(tables("history_message"))
                .contains("history_message_20260302")
                .doesNotContain("history_message_20260303", "history_message_20251203");
        assertThat(tables("history_chunk")).doesNotContain("history_chunk_20251203");
    }

    @Test
    void lateMessagesOfAPackedDayArePackedLater() throws Exception {
        TestFeed feed = new TestFeed(0).drive(1, NOON, 60);
        store.write(new FeedBatch(TestFeed.TOPIC, "topic-1", 0, 0, 200, feed.messages.subList(0, 200)));
        janitor.tidy(NOON.plus(Duration.ofDays(3)));

        store.write(new FeedBatch(TestFeed.TOPIC, "topic-1", 0, 200, 361, feed.messages.subList(200, 361)));
        assertThat(StoredContents.of(database, 1, ALL)).hasSize(361);
        janitor.tidy(NOON.plus(Duration.ofDays(3)));

        assertThat(database.count("history_message")).isZero();
        assertThat(StoredContents.of(database, 1, ALL)).hasSize(361).doesNotHaveDuplicates();
    }

    private List<String> tables(String parent) throws Exception {
        return database.texts(
                "select inhrelid::regclass from pg_inherits where inhparent = '" + parent + "'::regclass order by 1");
    }
}
