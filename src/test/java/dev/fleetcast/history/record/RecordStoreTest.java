package dev.fleetcast.history.record;

import static dev.fleetcast.history.record.TestFeed.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fleetcast.history.day.Span;
import dev.fleetcast.history.trip.Sheet;
import dev.fleetcast.history.trip.Trip;
import dev.fleetcast.history.trip.TripReport;
import dev.fleetcast.history.trip.TripRules;
import dev.fleetcast.testing.EmptyRegistry;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RecordStoreTest {

    private final EmptyRegistry database = EmptyRegistry.create();
    private final RecordStore store = newStore();

    @Test
    void messagesAreStoredAsTheyCame() throws Exception {
        TestFeed feed = new TestFeed(0).drive(1, NOON, 1).add(2, NOON, 0, 0);

        RecordStore.Stored stored = store.write(feed.all());

        assertThat(stored.messages()).isEqualTo(8);
        assertThat(contents(1))
                .isEqualTo(feed.messages.subList(0, 7).stream()
                        .map(message -> new String(message.content()))
                        .toList());
        assertThat(contents(2)).hasSize(1);
        assertThat(database.texts(
                        "select unit_id || ' ' || vehicle_id || ' ' || role from history_placement order by 1"))
                .containsExactly("1 10 primary", "2 20 primary");
    }

    @Test
    void recordThatIsReadAgainIsNotStoredAgain() throws Exception {
        TestFeed feed = new TestFeed(0).drive(1, NOON, 10);
        store.write(feed.batch(0, 40));

        RecordStore.Stored again = store.write(feed.batch(0, 30));
        RecordStore.Stored rest = store.write(feed.batch(20, 61));

        assertThat(again.messages()).isZero();
        assertThat(rest.messages()).isEqualTo(21);
        assertThat(database.count("history_message")).isEqualTo(61);
        assertThat(store.next(TestFeed.TOPIC, "topic-1", 0)).isEqualTo(61);
    }

    @Test
    void recreatedTopicIsAnotherOne() throws Exception {
        store.write(new TestFeed(0).drive(1, NOON, 1).all());

        assertThat(store.next(TestFeed.TOPIC, "topic-2", 0)).isZero();
        store.write(
                new TestFeed(0, "topic-2").drive(1, NOON.plusSeconds(600), 1).all());

        assertThat(database.count("history_message")).isEqualTo(14);
    }

    @Test
    void offsetsWithoutValidMessagesArePassed() {
        store.write(new FeedBatch(TestFeed.TOPIC, "topic-1", 3, 0, 77, List.of()));

        assertThat(store.next(TestFeed.TOPIC, "topic-1", 3)).isEqualTo(77);
    }

    @Test
    void severalRecordersOnThePartitionsOfOneFeedStoreEachRecordOnce() throws Exception {
        List<TestFeed> feeds = new ArrayList<>();
        for (int partition = 0; partition < 2; partition++) {
            TestFeed feed = new TestFeed(partition);
            for (long unit = 1; unit <= 3; unit++) {
                // Each unit is on both partitions, as it is with two topics.
                feed.drive(unit, NOON.plusSeconds(partition * 900), 10).stand(unit, NOON.plusSeconds(1_600), 6, 6_000);
            }
            feeds.add(feed);
        }
        ExecutorService recorders = Executors.newFixedThreadPool(4);
        List<Future<?>> done = new ArrayList<>();
        for (int recorder = 0; recorder < 4; recorder++) {
            RecordStore own = newStore();
            TestFeed feed = feeds.get(recorder % 2);
            Random random = new Random(recorder);
            done.add(recorders.submit(() -> {
                for (int from = 0; from < feed.messages.size(); ) {
                    int to = Math.min(feed.messages.size(), from + 1 + random.nextInt(80));
                    own.write(feed.batch(from, to));
                    // Sometimes the commit in Kafka is lost.
                    from = random.nextInt(4) == 0 ? Math.max(0, to - 100) : to;
                }
            }));
        }
        for (Future<?> recorder : done) {
            recorder.get();
        }
        recorders.shutdown();

        assertThat(database.count("history_message"))
                .isEqualTo(2 * feeds.get(0).messages.size());
        assertThat(database.texts("select count(distinct (feed_id, feed_offset)) from history_message"))
                .containsExactly("" + 2 * feeds.get(0).messages.size());
        for (long unit = 1; unit <= 3; unit++) {
            assertThat(trips(unit))
                    .as("unit %d", unit)
                    .extracting(trip -> trip.sums().movement().drivingMillis())
                    .containsExactly(1_600_000L);
        }
    }

    @Test
    void nothingIsStoredOfABatchThatFails() throws Exception {
        TestFeed feed = new TestFeed(0).drive(1, NOON, 10).stand(1, NOON.plusSeconds(610), 6, 6_000);
        RecordedMessage broken = feed.messages.get(50);
        feed.messages.set(
                50,
                new RecordedMessage(
                        50,
                        broken.arrivedAt(),
                        broken.placement(),
                        broken.filing(),
                        broken.point(),
                        broken.report(),
                        null));

        assertThatThrownBy(() -> store.write(feed.all())).isInstanceOf(RuntimeException.class);

        assertThat(database.count("history_message")).isZero();
        assertThat(database.count("history_sheet")).isZero();
        assertThat(store.next(TestFeed.TOPIC, "topic-1", 0)).isZero();
        feed.messages.set(50, broken);
        assertThat(store.write(feed.all()).trips()).containsOnlyKeys(1L);
    }

    @Test
    void latePointsOfEarlierDaysAreFoundAgainFromTheDatabase() throws Exception {
        TestFeed feed = new TestFeed(0);
        Instant night = Instant.parse("2026-03-02T23:50:00Z");
        feed.drive(1, night, 30).stand(1, night.plusSeconds(1_810), 10, 18_000);
        List<RecordedMessage> late = new ArrayList<>(feed.messages.subList(30, 120));
        List<RecordedMessage> inTime = new ArrayList<>(feed.messages);
        inTime.removeAll(late);
        store.write(new FeedBatch(TestFeed.TOPIC, "topic-1", 0, 0, 1, inTime));
        store.write(new FeedBatch(TestFeed.TOPIC, "topic-1", 1, 0, 1_000, late));

        RecordStore complete = newStore();
        TestFeed other = new TestFeed(2);
        other.drive(2, night, 30).stand(2, night.plusSeconds(1_810), 10, 18_000);
        complete.write(other.all());

        assertThat(trips(1)).hasSize(1);
        assertThat(trips(1).get(0).sums().movement())
                .isEqualTo(trips(2).get(0).sums().movement());
        assertThat(trips(1).get(0).revision()).isEqualTo(2);
        assertThat(database.texts("select distinct tableoid::regclass from history_message order by 1"))
                .containsExactly("history_message_20260302", "history_message_20260303");
    }

    /** A replica of the release before writes whole sheets only, and reads nothing else. */
    @Test
    void sheetThatAReplicaWithoutTailsContinuedIsFoundAgain() throws Exception {
        TestFeed feed = new TestFeed(0).drive(1, NOON, 30).stand(1, NOON.plusSeconds(1_810), 6, 18_000);
        store.write(feed.batch(0, 30));
        String before = database.texts("select content from history_sheet").get(0);
        store.write(feed.batch(30, 60));
        assertThat(database.texts("select content from history_sheet")).containsExactly(before);
        String tail = database.texts("select tail from history_unit").get(0);
        store.write(feed.batch(60, 90));
        database.execute("update history_unit set tail = null");
        store.write(feed.batch(90, 120));
        database.execute("update history_unit set tail = '" + tail + "'");

        store.write(feed.batch(120, feed.messages.size()));

        assertThat(trips(1)).singleElement().satisfies(trip -> {
            assertThat(trip.from().at()).isEqualTo(NOON.toEpochMilli());
            assertThat(trip.sums().movement().drivingMillis()).isEqualTo(1_810_000);
        });
    }

    @Test
    void tripsComeFromOneSourceOnly() throws Exception {
        String trip = "{\"message_type\":\"trip\",\"timestamp\":\"" + NOON.plusSeconds(700)
                + "\",\"from\":{\"gps\":{\"timestamp\":\""
                + NOON.plusSeconds(5) + "\",\"latitude\":30,\"longitude\":-97}},\"to\":{\"gps\":{\"timestamp\":\""
                + NOON.plusSeconds(600)
                + "\",\"latitude\":30,\"longitude\":-97}},\"summary\":{\"gps\":{\"distance_km\":9}}}";
        TestFeed feed = new TestFeed(0).drive(1, NOON, 10).stand(1, NOON.plusSeconds(610), 6, 6_000);
        feed.add(1, trip, NOON.plusSeconds(900));
        store.write(feed.all());
        assertThat(trips(1)).extracting(Trip::report).containsExactly((TripReport) null);

        TripRules reported = TripRules.DEFAULT.of(TripRules.Source.FEED);
        TestFeed again = new TestFeed(1).drive(1, NOON, 10).stand(1, NOON.plusSeconds(610), 6, 6_000);
        again.add(1, trip, NOON.plusSeconds(900));
        new RecordStore(new HistoryDatabase(database.dataSource()), new HistoryPartitions(), reported)
                .write(again.all());
        assertThat(trips(1)).singleElement().matches(found -> found.report() != null);
        assertThat(trips(1).get(0).sums().movement().millimeters()).isEqualTo(9_000_000);

        // Back again: the day is found in its positions.
        TestFeed last = new TestFeed(2).add(1, NOON.plusSeconds(2_000), 6_000, 0);
        store.write(last.all());
        assertThat(trips(1)).singleElement().matches(found -> found.report() == null);
        assertThat(trips(1).get(0).sums().movement().millimeters()).isBetween(6_000_000L, 6_200_000L);
    }

    /**
     * Otherwise each batch would leave an entry in each index for each of its units. Now and then a page has no room,
     * because a transaction may still see the row's earlier versions.
     */
    @Test
    void updatesOfAUnitTouchNoIndex() throws Exception {
        TestFeed feed = new TestFeed(0).drive(1, Instant.now().truncatedTo(ChronoUnit.SECONDS), 20);
        for (int batch = 0; batch < 120; batch++) {
            store.write(feed.batch(batch, batch + 1));
        }

        String updates = "pg_stat_user_tables where relname = 'history_unit'";
        await().untilAsserted(() ->
                assertThat(database.texts("select n_tup_upd from " + updates)).containsExactly("120"));
        assertThat(Integer.parseInt(
                        database.texts("select n_tup_hot_upd from " + updates).get(0)))
                .isGreaterThan(60);
    }

    @Test
    void dictionaryMakesMessagesSmall() throws Exception {
        TestFeed feed = new TestFeed(0);
        for (long unit = 1; unit <= 10; unit++) {
            feed.drive(unit, NOON, 50);
        }
        store.write(feed.batch(0, 2_100));

        store.write(feed.batch(2_100, 3_000));

        assertThat(database.count("history_dictionary")).isEqualTo(1);
        long large = Long.parseLong(
                database.texts("select avg(length(content))::int from history_message where feed_offset < 2100")
                        .get(0));
        long small = Long.parseLong(
                database.texts("select avg(length(content))::int from history_message where feed_offset >= 2100")
                        .get(0));
        assertThat(small).isLessThan(large / 3);
        assertThat(contents(10)).hasSize(3_000 - 9 * 301);
    }

    private RecordStore newStore() {
        return new RecordStore(new HistoryDatabase(database.dataSource()), new HistoryPartitions(), TripRules.DEFAULT);
    }

    private List<Trip> trips(long unit) throws Exception {
        try (Connection connection = database.dataSource().getConnection()) {
            return SheetRows.between(connection, unit, LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31)).stream()
                    .map(Sheet::trips)
                    .flatMap(List::stream)
                    .toList();
        }
    }

    private List<String> contents(long unit) {
        return StoredContents.of(
                database, unit, new Span(NOON.minus(Duration.ofDays(2)), NOON.plus(Duration.ofDays(2))));
    }
}
