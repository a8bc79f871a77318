package dev.fleetcast.demo.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.fleet.TestFleet;
import dev.fleetcast.history.record.RecordStore;
import dev.fleetcast.history.record.Recording;
import dev.fleetcast.history.record.TestStore;
import dev.fleetcast.ingest.record.RecordInterpreter;
import dev.fleetcast.testing.EmptyRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PastFeedTest {

    private static final Instant NOW = Instant.parse("2026-03-03T12:00:00Z");
    private static final Duration PERIOD = Duration.ofSeconds(30);
    private static final Duration LENGTH = Duration.ofHours(2);

    private final EmptyRegistry database = EmptyRegistry.create();
    private final RecordStore store = TestStore.of(database);

    @Test
    void everyUnitHasItsPastOnceAlsoAfterARestart() throws Exception {
        assertThat(feed().recordNext(NOW)).isTrue();
        assertThat(feed().recordNext(NOW.plusSeconds(60))).isTrue();
        assertThat(feed().recordNext(NOW.plusSeconds(120))).isFalse();

        assertThat(database.texts("select unit_id || ' ' || (count(*) >= 240) || ' ' || min(filed_at)"
                        + " from history_message group by unit_id order by unit_id"))
                .containsExactly("1 true 2026-03-03 10:00:00+00", "2 true 2026-03-03 10:01:00+00");
        assertThat(database.count("history_sheet")).isPositive();
    }

    @Test
    void longPastIsRecordedInPiecesWithoutAHole() throws Exception {
        PastFeed day = feed(Duration.ofHours(20));
        for (int piece = 0; piece < 8; piece++) {
            assertThat(day.recordNext(NOW)).isTrue();
        }
        assertThat(day.recordNext(NOW)).isFalse();

        assertThat(database.texts(
                        "select unit_id || ' ' || count(distinct date_trunc('minute', filed_at)) || ' ' || min(filed_at)"
                                + " from history_message group by unit_id order by unit_id"))
                .containsExactly("1 1200 2026-03-02 16:00:00+00", "2 1200 2026-03-02 16:00:00+00");
    }

    private PastFeed feed() {
        return feed(LENGTH);
    }

    private PastFeed feed(Duration length) {
        Recording recording = new Recording(
                new RecordInterpreter(
                        TestFleet.directory(TestFleet.unit(1, "one", null), TestFleet.unit(2, "two", null))),
                store,
                Duration.ofDays(90),
                () -> NOW,
                (record, reason) -> {
                    throw new AssertionError(reason);
                });
        return new PastFeed(List.of(unit(1, "one"), unit(2, "two")), length, PERIOD, store, recording);
    }

    private static UnitReplay unit(long id, String imei) {
        Circuit circuit = new Circuit(TrackBuilder.realistic(
                List.of(new Fix(0, new Place(30.40, -97.74), 0, 1), new Fix(600, new Place(30.44, -97.74), 0, 1))));
        return new UnitReplay(new Device(id, imei, "FMB920-" + id), circuit, new ReplayTime(1), PERIOD);
    }
}
