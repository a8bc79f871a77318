package dev.fleetcast.stream;

import static dev.fleetcast.stream.TestUpdates.event;
import static dev.fleetcast.stream.TestUpdates.position;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.stream.area.AreaRequest;
import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.stream.spi.StreamTable.StreamRecord;
import dev.fleetcast.telemetry.GeoPoint;
import dev.fleetcast.telemetry.UnitId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A stream with an area is resumed by a client that was told some of the changes. */
class AreaResumeTest {

    private static final GeoPoint INSIDE = new GeoPoint(0.5, 0.5);
    private static final GeoPoint OUTSIDE = new GeoPoint(5, 5);

    private final OpenStream open = OpenStream.owned();

    @Test
    void areaAndMembersOutliveTheConnection() {
        open.follow(9);
        open.followArea("{\"bbox\":[0,0,1,1],\"mode\":\"latest\"}", 1, 2);
        StreamRecord saved = open.stream.record(false);
        ReturningStream back = ReturningStream.owned();
        back.open.inArea.add(new UnitId(2));
        back.open.inArea.add(new UnitId(3));

        assertThat(saved.area().request())
                .isEqualTo(AreaRequest.parse("{\"bbox\":[0,0,1,1],\"mode\":\"latest\"}")
                        .request());
        back.restore(saved, TestUpdates.after(3), 3);
        back.answer();
        back.open.during(300);

        assertThat(back.story())
                .containsSubsequence("ready 9", "leave outside 1", "enter 3")
                .doesNotContain("enter 2");
        assertThat(back.open.stream.subscriptions().units())
                .containsExactlyInAnyOrder(new UnitId(9), new UnitId(2), new UnitId(3));
        assertThat(back.open.stream.subscriptions().of(new UnitId(2)).mode())
                .isEqualTo(DeliveryMode.parse("latest", null, null));
    }

    @Test
    void memberOfWhichTheClientDoesNotKnowEntersAgain() {
        open.followArea("{\"bbox\":[0,0,1,1]}", 1, 2);
        StreamRecord saved = open.stream.record(false);
        ReturningStream back = ReturningStream.owned();
        back.open.inArea.addAll(List.of(new UnitId(1), new UnitId(2)));

        back.restore(saved, TestUpdates.after(3), 1);
        back.answer();
        back.open.during(300);

        assertThat(back.story()).containsExactly("ready 1", "enter 2");
    }

    @Test
    void unitBySubscriptionTokenIsInsideForAResumedClientToo() {
        open.follow(1);
        open.followArea("{\"bbox\":[0,0,1,1]}", 1);
        ReturningStream back = resumed(2, 1);

        assertThat(back.story()).containsExactly("ready 1");
        back.open.inArea.clear();
        back.open.during(2_000);
        assertThat(back.story()).containsExactly("ready 1", "leave outside 1");
    }

    @Test
    void clientThatHasNotSeenALeaveIsToldWhenItResumes() {
        open.followArea("{\"bbox\":[0,0,1,1]}", 1, 2);
        open.inArea.remove(new UnitId(1));
        open.during(3_000);

        assertThat(open.story()).containsExactly("enter 1", "enter 2", "leave outside 1");
        assertThat(resumed(2, 2).story()).containsExactly("ready 1", "ready 2", "leave outside 1");
        assertThat(resumed(3, 2).story()).containsExactly("ready 2");
        assertThat(resumed(0, 2).story()).containsExactly("enter 2");
    }

    @Test
    void unitThatWasAwayMeanwhileHasNotLeftForAResumedClient() {
        open.followArea("{\"bbox\":[0,0,1,1]}", 1);
        open.inArea.clear();
        open.during(2_000);
        open.inArea.add(new UnitId(1));
        open.during(4_000);

        assertThat(open.story()).containsExactly("enter 1", "leave outside 1", "enter 1");
        assertThat(resumed(1, 1).story()).containsExactly("ready 1");
        assertThat(resumed(2, 1).story()).containsExactly("enter 1");
    }

    @Test
    void clientIsToldOfTheEndOfItsAreaWhenItResumes() {
        open.followArea("{\"bbox\":[0,0,1,1]}", 1);
        open.stream.execute(() -> open.stream.followArea(null));
        open.during(300);

        assertThat(resumed(1).story()).containsExactly("leave requested 1");
        assertThat(resumed(2).story()).isEmpty();
    }

    @Test
    void unitLostWhileTheClientWasAwayLeavesWithTheReason() {
        open.followArea("{\"bbox\":[0,0,1,1]}", 1);
        ReturningStream back = returning();
        back.hide(1);

        back.restore(open.stream.record(false), TestUpdates.after(3), 1);
        back.open.during(300);

        assertThat(back.story()).containsExactly("leave revoked 1");
    }

    @Test
    void messagesFromOutsideAreNotBackfilled() {
        open.followArea("{\"bbox\":[0,0,1,1]}", 1);
        ReturningStream back = returning(1);

        back.restore(open.stream.record(false), TestUpdates.after(3), 1);
        back.answer(
                position(1, 4).at(INSIDE),
                position(1, 5).at(OUTSIDE),
                event(1, 6),
                position(1, 7).at(INSIDE));
        back.open.during(300);

        assertThat(back.story()).containsExactly("gps 1 #4", "gps 1 #7", "ready 1");
    }

    @Test
    void limitIsNotReportedAgainToAResumedClient() {
        open.areaTotal = 3_000;
        open.followArea("{\"bbox\":[0,0,1,1]}", 1);
        ReturningStream back = returning(1);
        back.open.areaTotal = 3_000;

        back.restore(open.stream.record(false), TestUpdates.after(3), 2);
        back.answer();
        back.open.during(6_000);
        assertThat(back.open.areaLimits()).isEmpty();

        back.open.areaTotal = 3_001;
        back.open.during(12_000);
        assertThat(back.open.areaLimits()).containsExactly(3_001);
    }

    @Test
    void limitThatAClientHasNotSeenIsReportedWhenItResumes() {
        open.areaTotal = 3_000;
        open.followArea("{\"bbox\":[0,0,1,1]}", 1);
        ReturningStream back = returning(1);

        back.restore(open.stream.record(false), TestUpdates.after(3), 0);
        back.open.during(300);

        assertThat(back.open.areaLimits()).containsExactly(1);
    }

    /** A client that resumes with what is saved now, and was told the first {@code reported} changes. */
    private ReturningStream resumed(int reported, long... inside) {
        ReturningStream back = returning(inside);
        back.restore(open.stream.record(false), TestUpdates.after(3), reported);
        if (!back.requests.isEmpty()) {
            back.answer();
        }
        back.open.during(300);
        return back;
    }

    private static ReturningStream returning(long... inside) {
        ReturningStream back = ReturningStream.owned();
        for (long unit : inside) {
            back.open.inArea.add(new UnitId(unit));
        }
        return back;
    }
}
