package dev.fleetcast.history.record;

import static dev.fleetcast.history.record.TestFeed.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetcast.history.trip.CurrentTrips;
import dev.fleetcast.history.trip.Trip;
import dev.fleetcast.history.trip.TripRules;
import dev.fleetcast.history.trip.TripStart;
import dev.fleetcast.testing.EmptyRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Trips on their way to Kafka. */
class TripNewsTest {

    /** The clock of the store goes on from today. */
    private static final Instant LATER = Instant.now().plus(Duration.ofHours(3));

    private final EmptyRegistry database = EmptyRegistry.create();
    private final HistoryDatabase connections = new HistoryDatabase(database.dataSource());
    private final RecordStore store = new RecordStore(connections, new HistoryPartitions(), TripRules.DEFAULT);
    private final TripNews news = new TripNews(connections, TripRules.DEFAULT);

    @Test
    void tripIsGivenAgainUntilItIsPublished() {
        store.write(new TestFeed(0)
                .drive(1, NOON, 10)
                .stand(1, NOON.plusSeconds(610), 6, 6_000)
                .all());

        assertThatThrownBy(() -> news.publish(trips -> {
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");

        Map<Long, List<Trip>> published = published();
        assertThat(published).containsOnlyKeys(1L);
        assertThat(published.get(1L)).extracting(Trip::ended).containsExactly(Trip.Ended.STANDING);
        assertThat(published()).isEmpty();
    }

    @Test
    void silentUnitEndsItsTripByTheClockOnce() {
        store.write(new TestFeed(0).drive(1, NOON, 10).all());

        news.endByTheClock(NOON.plus(Duration.ofMinutes(69)));
        assertThat(published()).isEmpty();

        news.endByTheClock(LATER);
        assertThat(published().get(1L)).extracting(Trip::ended).containsExactly(Trip.Ended.NO_DATA);
        news.endByTheClock(LATER);
        assertThat(published()).isEmpty();
    }

    @Test
    void tripThatHasGoneOnIsLookedAtAgain() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        TestFeed feed = new TestFeed(0).drive(1, now, 20);
        store.write(feed.batch(0, 61));
        store.write(feed.batch(61, 121));

        news.endByTheClock(now.plus(Duration.ofMinutes(71)));
        assertThat(published()).isEmpty();

        news.endByTheClock(now.plus(Duration.ofMinutes(79)));
        assertThat(published()).isEmpty();

        news.endByTheClock(now.plus(Duration.ofMinutes(80)));
        assertThat(published().get(1L)).extracting(Trip::ended).containsExactly(Trip.Ended.NO_DATA);
    }

    @Test
    void clockEndsNoTripWhileAUnitSendsWhatItHasKept() {
        store.write(new TestFeed(0).drive(1, NOON, 10).all());

        news.endByTheClock(Instant.now());

        assertThat(published()).isEmpty();
    }

    @Test
    void pastThatWasNeverInTheFeedIsNoNews() {
        store.withoutNews()
                .write(new TestFeed(0)
                        .drive(1, NOON, 10)
                        .stand(1, NOON.plusSeconds(610), 6, 6_000)
                        .drive(2, NOON, 10)
                        .all());
        news.endByTheClock(LATER);
        assertThat(published()).isEmpty();

        TestFeed live = new TestFeed(1).drive(2, NOON.plus(Duration.ofHours(2)), 10);
        store.write(live.all());

        news.endByTheClock(LATER);
        assertThat(published()).containsOnlyKeys(2L);
    }

    @Test
    void whatKafkaHadLongBeforeItWasRecordedIsNoNews() {
        TestFeed feed = new TestFeed(0)
                .arriving(Instant.now().minus(Duration.ofHours(2)))
                .drive(1, NOON, 10)
                .stand(1, NOON.plusSeconds(610), 6, 6_000);
        store.write(feed.all());
        assertThat(published()).isEmpty();
        int first = feed.messages.size();

        feed.arriving(Instant.now()).drive(1, NOON.plusSeconds(7_200), 10).stand(1, NOON.plusSeconds(7_810), 6, 6_000);
        store.write(feed.batch(first, feed.messages.size()));

        assertThat(published().get(1L))
                .extracting(trip -> trip.from().at())
                .containsExactly(NOON.plusSeconds(7_200).toEpochMilli());
    }

    @Test
    void partitionThatIsAddedWhileNothingRecordsHasNews() throws Exception {
        store.write(new TestFeed(0).add(2, NOON, 0, 0).all());
        database.execute("update history_feed set begun_at = now() - interval '1 day'");

        store.write(new TestFeed(1)
                .arriving(Instant.now().minus(Duration.ofHours(2)))
                .drive(1, NOON, 10)
                .stand(1, NOON.plusSeconds(610), 6, 6_000)
                .all());

        assertThat(published()).containsOnlyKeys(1L);
    }

    @Test
    void tripThatEndedByTheClockIsNoNewsAgainWhenItsGapIsKnown() {
        TestFeed feed = new TestFeed(0).drive(1, NOON, 10);
        store.write(feed.all());
        int first = feed.messages.size();
        news.endByTheClock(LATER);
        assertThat(published().get(1L)).extracting(Trip::ended).containsExactly(Trip.Ended.NO_DATA);

        feed.add(1, NOON.plus(Duration.ofHours(3)), 6_000, 0);
        store.write(feed.batch(first, feed.messages.size()));

        assertThat(published()).isEmpty();
    }

    @Test
    void tripThatGoesOnAfterItEndedByTheClockIsRevised() {
        TestFeed feed = new TestFeed(0).drive(1, NOON, 10);
        store.write(feed.all());
        int first = feed.messages.size();
        news.endByTheClock(LATER);
        published();

        feed.add(1, NOON.plusSeconds(610), 6_100, 36).stand(1, NOON.plusSeconds(620), 6, 6_200);
        store.write(feed.batch(first, feed.messages.size()));

        assertThat(published().get(1L)).extracting(Trip::revision).containsExactly(2);
    }

    @Test
    void unitsThatAreHeldElsewhereAreGivenLater() throws Exception {
        store.write(new TestFeed(0).drive(1, NOON, 10).all());
        try (var other = database.dataSource().getConnection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("select * from history_unit for update");

            assertThat(news.endByTheClock(LATER)).isFalse();
            assertThat(published()).isEmpty();
        }

        news.endByTheClock(LATER);
        assertThat(published()).containsOnlyKeys(1L);
    }

    @Test
    void currentTripsAreGivenUntilTheyArePublishedAndAgainWhenTheyChange() {
        TestFeed feed = new TestFeed(0).drive(1, NOON, 10);
        store.write(feed.all());
        int first = feed.messages.size();

        assertThatThrownBy(() -> news.publishCurrent(trips -> {
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");
        CurrentTrips active = current().get(1L);
        assertThat(active.at()).isEqualTo(NOON.plusSeconds(600).toEpochMilli());
        assertThat(active.active().start().at()).isEqualTo(NOON.toEpochMilli());
        assertThat(active.active().movement().drivingMillis()).isEqualTo(600_000);
        assertThat(current()).isEmpty();

        feed.stand(1, NOON.plusSeconds(610), 6, 6_000);
        store.write(feed.batch(first, feed.messages.size()));
        CurrentTrips ended = current().get(1L);
        assertThat(ended.active()).isNull();
        assertThat(ended.starts()).extracting(TripStart::at).containsExactly(NOON.toEpochMilli());
    }

    @Test
    void changeWhilePublishingIsPublishedToo() {
        TestFeed feed = new TestFeed(0).drive(1, NOON, 10);
        store.write(feed.all());
        int first = feed.messages.size();
        feed.add(1, NOON.plusSeconds(610), 6_100, 36);

        news.publishCurrent(trips -> store.write(feed.batch(first, feed.messages.size())));

        assertThat(current().get(1L).at()).isEqualTo(NOON.plusSeconds(610).toEpochMilli());
    }

    @Test
    void tripThatEndedByTheClockIsNoLongerActiveButCounts() {
        store.write(new TestFeed(0).drive(1, NOON, 10).all());
        current();

        news.endByTheClock(LATER);

        CurrentTrips ended = current().get(1L);
        assertThat(ended.active()).isNull();
        assertThat(ended.starts()).hasSize(1);
    }

    private Map<Long, CurrentTrips> current() {
        Map<Long, CurrentTrips> all = new TreeMap<>();
        news.publishCurrent(all::putAll);
        return all;
    }

    private Map<Long, List<Trip>> published() {
        Map<Long, List<Trip>> all = new TreeMap<>();
        while (news.publish(found -> found.forEach((unit, trips) ->
                all.computeIfAbsent(unit, first -> new ArrayList<>()).addAll(trips)))) {
            assertThat(all).isNotEmpty();
        }
        return all;
    }
}
