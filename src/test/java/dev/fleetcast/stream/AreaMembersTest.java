package dev.fleetcast.stream;

import static dev.fleetcast.stream.TestUpdates.event;
import static dev.fleetcast.stream.TestUpdates.position;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.memory.MemoryHolder;
import dev.fleetcast.stream.area.AreaRequest;
import dev.fleetcast.stream.area.FollowedArea;
import dev.fleetcast.stream.event.UnsubscribeReason;
import dev.fleetcast.stream.spi.PackedVisits.Visit;
import dev.fleetcast.telemetry.GeoPoint;
import dev.fleetcast.telemetry.UnitId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The area's units are those that the test names; everything else is real. */
class AreaMembersTest {

    private static final GeoPoint INSIDE = new GeoPoint(0.5, 0.5);
    private static final GeoPoint OUTSIDE = new GeoPoint(5, 5);
    private static final Viewer OWNER = new Viewer(7, "demo", Set.of(), Set.of(1L), "session");

    private final OpenStream open = OpenStream.with();

    @BeforeEach
    void own() {
        open.stream.execute(() -> open.stream.own(OWNER));
        open.executor.turn();
    }

    @Test
    void unitInsideEntersWithItsSnapshotAndIsLive() {
        open.lastKnown.put(new UnitId(1), position(1, 3));
        open.route(position(2, 4));
        follow("{\"bbox\":[0,0,1,1]}", 1);

        open.route(position(1, 5), position(2, 6));

        assertThat(open.story()).containsExactly("enter snapshot 1 #3", "gps 1 #5");
    }

    @Test
    void unitWithoutALastKnownMessageEntersToo() {
        follow("{\"all\":true}", 1);

        assertThat(open.story()).containsExactly("enter 1");
    }

    @Test
    void unitThatGoesLeavesAndIsHeardOfNoMore() {
        follow("{\"bbox\":[0,0,1,1]}", 1, 2);

        open.inArea.remove(new UnitId(1));
        open.route(position(1, 5).at(OUTSIDE), position(2, 6).at(INSIDE));
        open.during(1_500);
        open.route(position(1, 7));

        assertThat(open.story()).containsExactly("enter 1", "enter 2", "gps 2 #6", "leave outside 1");
    }

    @Test
    void unitThatLeavesIsNoLongerInTheRecord() {
        follow("{\"bbox\":[0,0,1,1]}", 1, 2);
        int records = open.records;

        open.inArea.remove(new UnitId(1));
        open.during(3_000);

        assertThat(open.records).isEqualTo(records + 1);
        assertThat(open.stream.subscriptions().units()).containsExactly(new UnitId(2));
    }

    @Test
    void messagesAreJudgedByTheirOwnPositions() {
        follow("{\"bbox\":[0,0,1,1]}", 1);

        open.route(
                position(1, 5).at(INSIDE),
                position(1, 6).at(OUTSIDE),
                event(1, 7),
                position(1, 8).at(INSIDE),
                event(1, 9));

        assertThat(open.story()).containsExactly("enter 1", "gps 1 #5", "gps 1 #8", "event 1 #9");
    }

    @Test
    void leaveIsSavedBeforeTheClientIsTold() {
        follow("{\"bbox\":[0,0,1,1]}", 1);
        open.saves = new ArrayList<>();
        open.inArea.clear();
        open.during(1_500);

        assertThat(open.story()).containsExactly("enter 1");
        assertThat(open.stream.record(false).area().visits().visits()).containsExactly(new Visit(1, 1, 2));
        open.saves.get(0).complete(null);
        open.executor.turn();

        assertThat(open.story()).containsExactly("enter 1", "leave outside 1");
    }

    @Test
    void unitThatComesBackBeforeItsLeaveIsToldHasNotLeft() {
        follow("{\"bbox\":[0,0,1,1]}", 1);
        open.saves = new ArrayList<>();
        open.inArea.clear();
        open.during(1_500);

        open.inArea.add(new UnitId(1));
        follow("{\"bbox\":[0,0,2,2]}");
        open.saves.get(0).complete(null);
        open.saves = null;
        open.executor.turn();
        open.during(1_500);

        assertThat(open.story()).containsExactly("enter 1");
        assertThat(open.stream.record(false).area().visits().visits()).containsExactly(new Visit(1, 1, 0));
    }

    @Test
    void anotherAreaMovesTheSetByWhatDiffers() {
        follow("{\"bbox\":[0,0,1,1]}", 1, 2);

        open.inArea.clear();
        follow("{\"bbox\":[0,0,2,2]}", 2, 3);

        assertThat(open.story()).containsExactly("enter 1", "enter 2", "leave outside 1", "enter 3");
    }

    @Test
    void endOfTheAreaLeavesSubscriptionsByToken() {
        open.follow(1);
        follow("{\"bbox\":[0,0,1,1]}", 1, 2);

        open.stream.execute(() -> open.stream.followArea(null));
        open.during(300);
        open.route(position(1, 5), position(2, 6));

        assertThat(open.story())
                .containsExactly("ready 1", "enter 1", "enter 2", "leave requested 1", "leave requested 2", "gps 1 #5");
    }

    @Test
    void areaKeepsAUnitWhoseSubscriptionEnds() {
        open.follow(1);
        follow("{\"bbox\":[0,0,1,1]}", 1);

        open.unfollow(1);
        open.route(position(1, 5));

        assertThat(open.story()).containsExactly("ready 1", "enter 1", "unsubscribed requested 1", "gps 1 #5");
    }

    @Test
    void unitOfTheAreaCanBeSubscribedAndStaysWhenItLeaves() {
        follow("{\"bbox\":[0,0,1,1]}", 1);
        open.follow(1);

        open.inArea.clear();
        open.during(1_500);
        open.route(position(1, 5));

        assertThat(open.story()).containsExactly("enter 1", "ready 1", "leave outside 1", "gps 1 #5");
    }

    @Test
    void lostUnitLeavesWithTheReason() {
        follow("{\"bbox\":[0,0,1,1]}", 1);

        open.inArea.clear();
        open.stream.execute(() -> open.stream.subscriptions().unfollow(new UnitId(1), UnsubscribeReason.REVOKED));
        open.during(300);

        assertThat(open.story()).containsExactly("enter 1", "leave revoked 1");
    }

    @Test
    void unitEntersOnlyOnceItIsSaved() {
        open.saves = new ArrayList<>();
        follow("{\"bbox\":[0,0,1,1]}", 1);
        open.route(position(1, 5));

        assertThat(open.story()).isEmpty();
        assertThat(open.stream.record(false).area().visits().visits()).containsExactly(new Visit(1, 1, 0));
        open.lastKnown.put(new UnitId(1), position(1, 5));
        open.saves.get(0).complete(null);
        open.executor.turn();
        open.route(position(1, 6));

        assertThat(open.story()).containsExactly("enter snapshot 1 #5", "gps 1 #6");
    }

    @Test
    void unitThatCannotBeSavedEntersLater() {
        open.saves = new ArrayList<>();
        follow("{\"bbox\":[0,0,1,1]}", 1);
        CompletableFuture<Void> failed = open.saves.remove(0);
        open.saves = null;
        failed.completeExceptionally(new IllegalStateException("Kafka is away"));
        open.executor.turn();

        assertThat(open.story()).isEmpty();
    }

    @Test
    void manyUnitsEnterAsTheClientReads() {
        for (int unit = 1; unit <= 500; unit++) {
            open.inArea.add(new UnitId(unit));
        }
        follow("{\"bbox\":[0,0,1,1]}");
        open.during(3_000);

        assertThat(open.story()).hasSize(500).doesNotHaveDuplicates();
        assertThat(open.stream.subscriptions().units()).hasSize(500);
    }

    @Test
    void unitsThatComeTogetherShareARecord() {
        for (int unit = 1; unit <= 500; unit++) {
            open.inArea.add(new UnitId(unit));
        }
        follow("{\"bbox\":[0,0,1,1]}");
        open.during(500);

        assertThat(open.story()).hasSize(500);
        assertThat(open.records).isEqualTo(1);
    }

    @Test
    void unitsThatComeOneByOneShareRecordsToo() {
        follow("{\"bbox\":[0,0,1,1]}", 1);
        open.during(open.stream, 4_000, () -> open.inArea.add(new UnitId(open.inArea.size() + 1)));

        assertThat(open.records).isBetween(4, 5);
        open.during(6_000);
        assertThat(open.story()).hasSize(42).doesNotHaveDuplicates();
    }

    @Test
    void anotherAreaDoesNotWaitForItsRecord() {
        follow("{\"bbox\":[0,0,1,1]}", 1);
        follow("{\"bbox\":[0,0,2,2]}", 2);

        assertThat(open.story()).containsExactly("enter 1", "enter 2");
    }

    @Test
    void limitIsReportedOnceForOneArea() {
        open.areaTotal = 3_000;
        for (int unit = 1; unit <= 500; unit++) {
            open.inArea.add(new UnitId(unit));
        }
        follow("{\"bbox\":[0,0,1,1]}");
        // Other vehicles come and go while those inside enter.
        open.areaTotal = 3_001;
        open.during(1_000);
        open.areaTotal = 3_000;
        follow("{\"bbox\":[0,0,1,1]}");
        open.during(20_000);

        assertThat(limits()).containsExactly(3_000);
    }

    @Test
    void limitIsReportedAndItsEndToo() {
        open.areaTotal = 3_000;
        follow("{\"bbox\":[0,0,1,1]}", 1);
        open.areaTotal = 1;
        open.during(6_000);

        assertThat(limits()).containsExactly(3_000, 1);
    }

    @Test
    void withoutMemoryTheNearestUnitsAreFollowed() {
        for (int unit = 1; unit <= 500; unit++) {
            open.inArea.add(new UnitId(unit));
        }
        MemoryHolder another = MemoryHolder.ofUser(8);
        long taken = open.areaMemory.limit() - 64 * 1024;
        open.areaMemory.tryReserve(another, taken);
        follow("{\"bbox\":[0,0,1,1]}");
        open.during(10_000);
        int followed = open.stream.subscriptions().units().size();

        assertThat(followed).isBetween(150, 220);
        assertThat(open.stream.subscriptions().units())
                .containsExactlyInAnyOrderElementsOf(
                        open.inArea.stream().limit(followed).toList());
        assertThat(open.outlet.data())
                .filteredOn(event -> event.path("type").asText().equals("area_limit"))
                .singleElement()
                .returns(500, event -> event.path("units").asInt())
                .returns(followed, event -> event.path("max_units").asInt());

        open.areaMemory.release(another, taken);
        open.during(20_000);

        assertThat(open.stream.subscriptions().units()).hasSize(500);
        assertThat(open.story().stream().filter(event -> event.startsWith("enter")))
                .hasSize(500)
                .doesNotHaveDuplicates();
        assertThat(open.story()).noneMatch(event -> event.startsWith("leave"));
    }

    @Test
    void memoryIsReleasedWithTheUnitsTheAreaAndTheStream() {
        for (int unit = 1; unit <= 100; unit++) {
            open.inArea.add(new UnitId(unit));
        }
        follow("{\"bbox\":[0,0,1,1]}");
        long full = open.areaMemory.used();
        open.inArea.clear();
        open.during(1_000);
        long empty = open.areaMemory.used();

        open.stream.execute(() -> open.stream.followArea(null));
        open.during(300);
        assertThat(full).isGreaterThan(30_000);
        // Those that have left are remembered for a while.
        assertThat(empty).isBetween(1_000L, full / 2);
        assertThat(open.areaMemory.used()).isBetween(1L, full / 2);

        follow("{\"bbox\":[0,0,1,1]}", 1);
        open.stream.gone();
        assertThat(open.areaMemory.used()).isZero();
    }

    @Test
    void groupIsDeterminedAgainOnlyWhenTheRegistryChanges() {
        follow("{\"pools\":[1]}", 1, 2);
        int looks = open.looks;
        open.during(10_000);
        assertThat(open.looks).isEqualTo(looks);

        open.inArea.remove(new UnitId(1));
        open.stream.execute(open.stream::lookAgain);
        open.during(1_500);

        assertThat(open.story()).containsExactly("enter 1", "enter 2", "leave outside 1");
    }

    @Test
    void filterAppliesToTheAreasMessages() {
        follow("{\"bbox\":[0,0,1,1],\"filter\":\"seq_no > 5\"}", 1);

        open.route(position(1, 5), position(1, 6));

        assertThat(open.story()).containsExactly("enter 1", "gps 1 #6");
    }

    private List<Integer> limits() {
        return open.outlet.data().stream()
                .filter(event -> event.path("type").asText().equals("area_limit"))
                .map(event -> event.path("units").asInt())
                .toList();
    }

    private void follow(String request, long... units) {
        for (long unit : units) {
            open.inArea.add(new UnitId(unit));
        }
        open.stream.execute(() -> open.stream.followArea(area(request)));
        open.during(300);
    }

    private static FollowedArea area(String request) {
        return AreaRequest.parse(request);
    }
}
