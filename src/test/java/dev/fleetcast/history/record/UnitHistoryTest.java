package dev.fleetcast.history.record;

import static dev.fleetcast.history.record.TestFeed.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.history.day.Span;
import dev.fleetcast.history.format.PastMessage;
import dev.fleetcast.history.read.ReaderLimit;
import dev.fleetcast.history.read.UnitHistory;
import dev.fleetcast.history.stored.Dictionaries;
import dev.fleetcast.history.stored.MessageCodec;
import dev.fleetcast.history.stored.PastMessages;
import dev.fleetcast.history.trip.TripRules;
import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.query.Condition;
import dev.fleetcast.query.InvalidQueryException;
import dev.fleetcast.testing.EmptyRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnitHistoryTest {

    private static final Span ALL = new Span(NOON.minus(Duration.ofDays(2)), NOON.plus(Duration.ofDays(2)));

    private final EmptyRegistry database = EmptyRegistry.create();
    private final HistoryDatabase connections = new HistoryDatabase(database.dataSource());
    private final MessageCodec codec = new MessageCodec();
    private final UnitHistory history = new UnitHistory(
            connections,
            new PastMessages(new Dictionaries(codec), codec),
            TripRules.DEFAULT,
            new ReaderLimit(8, 4, new MemoryBudget(1 << 30, 1 << 30), new SimpleMeterRegistry()));

    @BeforeEach
    void recordAnHour() {
        TestFeed feed = new TestFeed(0)
                .stand(1, NOON, 5, 0)
                .drive(1, NOON.plusSeconds(310), 10)
                .stand(1, NOON.plusSeconds(920), 10, 6_000);
        feed.add(1, NOON.plusSeconds(6_000), 6_000, 0);
        new RecordStore(connections, new HistoryPartitions(), TripRules.DEFAULT).write(feed.all());
    }

    @Test
    void messagesHaveTheRegistrysDataOfThenAndLocalTimes() {
        PastMessage first = read(false, Optional.empty(), any -> true, 1).get(0);

        assertThat(first.filedAt()).isEqualTo(NOON);
        assertThat(first.content().path("vehicle").path("id").asLong()).isEqualTo(10);
        assertThat(first.content().path("gps").path("timezone").asText()).isEqualTo("Europe/Berlin");
        assertThat(first.content().path("gps").path("local_time").asText()).isEqualTo("2026-03-03T13:00:00+01:00");
    }

    @Test
    void stretchesAreTripsAndWhatIsBetweenGaps() {
        List<PastMessage> all = read(false, Optional.empty(), any -> true, 1_000);

        assertThat(all).hasSize(31 + 61 + 61 + 1);
        assertThat(all.stream().map(PastMessage::stretch).distinct()).hasSize(4);
        assertThat(all).isSortedAccordingTo((one, other) -> one.filedAt().compareTo(other.filedAt()));
    }

    @Test
    void tripsOnlyLeavesOutWhatIsBetween() {
        List<PastMessage> driven = read(true, Optional.empty(), any -> true, 1_000);

        // From the last point of standing to the first.
        assertThat(driven.get(0).filedAt()).isEqualTo(NOON.plusSeconds(300));
        assertThat(driven.get(driven.size() - 1).filedAt()).isEqualTo(NOON.plusSeconds(920));
        assertThat(driven).hasSize(63);
        assertThat(driven.stream().map(PastMessage::stretch).distinct()).hasSize(1);
    }

    @Test
    void messagesTellWhichTripOfTheirDayTheyAreIn() {
        List<PastMessage> all = read(false, Optional.empty(), any -> true, 1_000);

        assertThat(trips(all, 0)).isEqualTo("0 null");
        assertThat(trips(all, 300)).isEqualTo("1 0.000");
        assertThat(trips(all, 610)).isEqualTo("1 3.000");
        assertThat(trips(all, 910)).isEqualTo("1 6.000");
        assertThat(trips(all, 930)).isEqualTo("1 null");
        assertThat(at(all, 610).path("active_trip").path("started_at").asText()).isEqualTo("2026-03-03T13:05:00+01:00");
        assertThat(at(all, 610)
                        .path("active_trip")
                        .path("durations")
                        .path("driving")
                        .asText())
                .isEqualTo("00:05:10");
    }

    @Test
    void tripOfAPartOfADayHasComeAsFarAsInTheWholeDay() {
        Span part = new Span(NOON.plusSeconds(610), NOON.plusSeconds(620));
        List<PastMessage> read = read(part, false, Optional.empty(), any -> true, 1_000);

        assertThat(read).hasSize(1);
        assertThat(trips(read, 610)).isEqualTo("1 3.000");
    }

    private static String trips(List<PastMessage> messages, int second) {
        JsonNode message = at(messages, second);
        assertThat(message.has("active_trip")).isTrue();
        return message.path("day_trip_no").asInt(-1) + " "
                + message.path("active_trip").path("distance_km").asText("null");
    }

    private static JsonNode at(List<PastMessage> messages, int second) {
        return messages.stream()
                .filter(message -> message.filedAt().equals(NOON.plusSeconds(second)))
                .findFirst()
                .orElseThrow()
                .content();
    }

    @Test
    void conditionsLimitsAndPlacementsSelect() throws InvalidQueryException {
        Condition fast = Condition.parse("gps.speed > 30 && vehicle.id == 10");

        assertThat(read(false, Optional.of(fast), any -> true, 1_000)).hasSize(61);
        assertThat(read(false, Optional.of(fast), any -> true, 7)).hasSize(7);
        assertThat(read(false, Optional.empty(), any -> false, 7)).isEmpty();
    }

    @Test
    void repeatedContentCountsOnce() {
        TestFeed repeated = new TestFeed(1);
        // The gateway stamps a repetition with its own time.
        repeated.add(1, NOON, 0, 0);
        String again = new String(repeated.messages.get(0).content())
                .replaceFirst("\"timestamp\":\"[^\"]*\"", "\"timestamp\":\"2026-03-03T12:30:00Z\"");
        repeated.add(1, again, NOON.plusSeconds(1_800));

        new RecordStore(connections, new HistoryPartitions(), TripRules.DEFAULT).write(repeated.all());

        assertThat(read(false, Optional.empty(), any -> true, 1_000)).hasSize(154);
        assertThat(history.sheets(1, ALL)).hasSize(1);
        assertThat(history.sheets(1, ALL).get(0).trips()).hasSize(1);
    }

    @Test
    void sameContentOfAnotherUnitIsNoRepetition() {
        TestFeed others = new TestFeed(1);
        others.add(1, NOON, 0, 0);
        others.add(2, new String(others.messages.get(0).content()), NOON);
        others.add(2, new String(others.messages.get(0).content()), NOON);
        new RecordStore(connections, new HistoryPartitions(), TripRules.DEFAULT).write(others.all());

        Span second = new Span(NOON, NOON.plusSeconds(1));
        assertThat(read(
                        UnitHistory.Wanted.messages(
                                1, List.of(1L, 2L), any -> ZoneOffset.UTC, second, any -> true, any -> true),
                        9))
                .extracting(PastMessage::unit)
                .containsExactly(1L, 2L);
    }

    @Test
    void onlyNeededMembersAreDecodedAndExtended() {
        UnitHistory.Wanted part = new UnitHistory.Wanted(
                1,
                List.of(1L),
                any -> ZoneId.of("Europe/Berlin"),
                UnitHistory.Range.of(ALL),
                true,
                false,
                Optional.of(Set.of("gps", "vehicle")),
                Optional.empty(),
                any -> true,
                any -> true);

        List<PastMessage> whole = read(true, Optional.empty(), any -> true, 1_000);
        List<PastMessage> found = read(part, 1_000);

        assertThat(found).hasSameSizeAs(whole);
        for (int i = 0; i < found.size(); i++) {
            ObjectNode content = found.get(i).content();
            assertThat(content.properties()).extracting(Map.Entry::getKey).containsExactlyInAnyOrder("gps", "vehicle");
            assertThat(content.get("gps")).isEqualTo(whole.get(i).content().get("gps"));
            assertThat(content.get("vehicle")).isEqualTo(whole.get(i).content().get("vehicle"));
        }
    }

    private List<PastMessage> read(
            boolean tripsOnly, Optional<Condition> condition, LongPredicate placements, long limit) {
        return read(ALL, tripsOnly, condition, placements, limit);
    }

    private List<PastMessage> read(
            Span span, boolean tripsOnly, Optional<Condition> condition, LongPredicate placements, long limit) {
        UnitHistory.Wanted wanted = new UnitHistory.Wanted(
                1,
                List.of(1L),
                any -> ZoneId.of("Europe/Berlin"),
                UnitHistory.Range.of(span),
                tripsOnly,
                true,
                Optional.empty(),
                condition,
                placements,
                any -> true);
        return read(wanted, limit);
    }

    private List<PastMessage> read(UnitHistory.Wanted wanted, long limit) {
        List<PastMessage> found = new ArrayList<>();
        history.read(wanted, NOON.plus(Duration.ofDays(1)), (place, message) -> {
            found.add(message);
            return found.size() < limit;
        });
        return found;
    }
}
