package dev.fleetcast.stream;

import static dev.fleetcast.stream.TestUpdates.event;
import static dev.fleetcast.stream.TestUpdates.position;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.stream.event.UnsubscribeReason;
import dev.fleetcast.stream.spi.AreaRecord.Visit;
import dev.fleetcast.telemetry.GeoPoint;
import dev.fleetcast.telemetry.UnitId;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** The area's units are those that the test names; everything else is real. */
class AreaMembersTest {

    private static final GeoPoint INSIDE = new GeoPoint(0.5, 0.5);
    private static final GeoPoint OUTSIDE = new GeoPoint(5, 5);

    private final OpenStream open = OpenStream.owned();

    @Test
    void unitInsideEntersWithItsSnapshotAndIsLive() {
        open.lastKnown.put(new UnitId(1), position(1, 3));
        open.route(position(2, 4));
        open.followArea("{\"bbox\":[0,0,1,1]}", 1);

        open.route(position(1, 5), position(2, 6));

        assertThat(open.story()).containsExactly("enter snapshot 1 #3", "gps 1 #5");
    }

    @Test
    void unitWithoutALastKnownMessageEntersToo() {
        open.followArea("{\"all\":true}", 1);

        assertThat(open.story()).containsExactly("enter 1");
    }

    @Test
    void unitThatGoesLeavesAndIsHeardOfNoMore() {
        open.followArea("{\"bbox\":[0,0,1,1]}", 1, 2);

        open.inArea.remove(new UnitId(1));
        open.route(position(1, 5).at(OUTSIDE), position(2, 6).at(INSIDE));
        open.during(1_500);
        open.route(position(1, 7));

        assertThat(open.story()).containsExactly("enter 1", "enter 2", "gps 2 #6", "leave outside 1");
    }

    @Test
    void unitThatLeavesIsNoLongerInTheRecord() {
        open.followArea("{\"bbox\":[0,0,1,1]}", 1, 2);
        int records = open.records;

        open.inArea.remove(new UnitId(1));
        open.during(3_000);

        assertThat(open.records).isEqualTo(records + 1);
        assertThat(open.stream.subscriptions().units()).containsExactly(new UnitId(2));
    }

    @Test
    void messagesAreJudgedByTheirOwnPositions() {
        open.followArea("{\"bbox\":[0,0,1,1]}", 1);

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
        open.followArea("{\"bbox\":[0,0,1,1]}", 1);
        open.saves = new ArrayList<>();
        open.inArea.clear();
        open.during(1_500);

        assertThat(open.story()).containsExactly("enter 1");
        assertThat(open.stream.record(false).area().visits()).containsExactly(new Visit(1, 1, 2));
        open.saves.get(0).complete(null);
        open.executor.turn();

        assertThat(open.story()).containsExactly("enter 1", "leave outside 1");
    }

    @Test
    void unitThatComesBackBeforeItsLeaveIsToldHasNotLeft() {
        open.followArea("{\"bbox\":[0,0,1,1]}", 1);
        open.saves = new ArrayList<>();
        open.inArea.clear();
        open.during(1_500);

        open.inArea.add(new UnitId(1));
        open.followArea("{\"bbox\":[0,0,2,2]}");
        open.saves.get(0).complete(null);
        open.saves = null;
        open.executor.turn();
        open.during(1_500);

        assertThat(open.story()).containsExactly("enter 1");
        assertThat(open.stream.record(false).area().visits()).containsExactly(new Visit(1, 1, 0));
    }

    @Test
    void anotherAreaMovesTheSetByWhatDiffers() {
        open.followArea("{\"bbox\":[0,0,1,1]}", 1, 2);

        open.inArea.clear();
        open.followArea("{\"bbox\":[0,0,2,2]}", 2, 3);

        assertThat(open.story()).containsExactly("enter 1", "enter 2", "leave outside 1", "enter 3");
    }

    @Test
    void endOfTheAreaLeavesSubscriptionsByToken() {
        open.follow(1);
        open.followArea("{\"bbox\":[0,0,1,1]}", 1, 2);

        open.stream.execute(() -> open.stream.followArea(null));
        open.during(300);
        open.route(position(1, 5), position(2, 6));

        assertThat(open.story())
                .containsExactly("ready 1", "enter 1", "enter 2", "leave requested 1", "leave requested 2", "gps 1 #5");
    }

    @Test
    void areaKeepsAUnitWhoseSubscriptionEnds() {
        open.follow(1);
        open.followArea("{\"bbox\":[0,0,1,1]}", 1);

        open.unfollow(1);
        open.route(position(1, 5));

        assertThat(open.story()).containsExactly("ready 1", "enter 1", "unsubscribed requested 1", "gps 1 #5");
    }

    @Test
    void unitOfTheAreaCanBeSubscribedAndStaysWhenItLeaves() {
        open.followArea("{\"bbox\":[0,0,1,1]}", 1);
        open.follow(1);

        open.inArea.clear();
        open.during(1_500);
        open.route(position(1, 5));

        assertThat(open.story()).containsExactly("enter 1", "ready 1", "leave outside 1", "gps 1 #5");
    }

    @Test
    void lostUnitLeavesWithTheReason() {
        open.followArea("{\"bbox\":[0,0,1,1]}", 1);

        open.inArea.clear();
        open.stream.execute(() -> open.stream.subscriptions().unfollow(new UnitId(1), UnsubscribeReason.REVOKED));
        open.during(300);

        assertThat(open.story()).containsExactly("enter 1", "leave revoked 1");
    }

    @Test
    void groupIsDeterminedAgainOnlyWhenTheRegistryChanges() {
        open.followArea("{\"pools\":[1]}", 1, 2);
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
        open.followArea("{\"bbox\":[0,0,1,1],\"filter\":\"seq_no > 5\"}", 1);

        open.route(position(1, 5), position(1, 6));

        assertThat(open.story()).containsExactly("enter 1", "gps 1 #6");
    }
}
