package dev.fleetcast.channel.presence;

import static dev.fleetcast.channel.Sessions.HERE;
import static dev.fleetcast.channel.Sessions.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.channel.Sessions;
import dev.fleetcast.channel.presence.LocalPresence.Report;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalPresenceTest {

    private final LocalPresence own = new LocalPresence(2, 3, () -> this.now);
    private final Map<String, PresenceRecord> current = new HashMap<>();
    private long now = 50_000;

    @Test
    void startIsAnnouncedOnce() {
        open("1");

        Report beginning = own.due("1").orElseThrow();

        assertThat(beginning.session()).isEqualTo(current.get("1"));
        assertThat(own.due("1")).isEmpty();
        own.reported(beginning, true);
        assertThat(own.due()).isEmpty();
    }

    @Test
    void failedAnnouncementIsRepeatedWithTheCurrentState() {
        open("1");
        own.reported(own.due("1").orElseThrow(), false);
        current.computeIfPresent("1", (feed, session) -> given(session, 12, "e12"));

        assertThat(own.due())
                .singleElement()
                .extracting(report -> report.session().lastEvent())
                .isEqualTo("e12");
    }

    @Test
    void endIsAnnouncedAfterTheStart() {
        open("1");
        Report beginning = own.due("1").orElseThrow();

        own.closed("1", 17);
        assertThat(own.due("1")).isEmpty();

        own.reported(beginning, true);
        Report end = own.due("1").orElseThrow();
        assertThat(end.session()).isEqualTo(current.get("1").leftAt(17));
        own.reported(end, false);
        assertThat(own.due()).hasSize(1).allSatisfy(again -> {
            assertThat(again.session().left()).isEqualTo(17);
            own.reported(again, true);
        });
        assertThat(own.size()).isZero();
    }

    @Test
    void unannouncedFeedEndsSilently() {
        open("1");

        own.closed("1", 17);

        assertThat(own.due()).isEmpty();
        assertThat(own.size()).isZero();
    }

    @Test
    void endIsAnnouncedIfTheStartMayHaveBeen() {
        open("1");
        own.reported(own.due("1").orElseThrow(), false);

        own.closed("1", 17);

        assertThat(own.due()).singleElement().matches(end -> end.session().over());
    }

    @Test
    void newEventsAreAnnouncedAfterOneSecondAndThenEveryFive() {
        open("1");
        own.reported(own.due("1").orElseThrow(), true);

        give("1", 12);
        now += 999;
        assertThat(own.due()).isEmpty();
        now += 1;
        assertThat(own.due()).singleElement().satisfies(news -> {
            assertThat(news.session().lastEvent()).isEqualTo("e12");
            own.reported(news, true);
        });

        give("1", 13);
        now += 4_999;
        assertThat(own.due()).isEmpty();
        now += 1;
        assertThat(own.due()).hasSize(1).allSatisfy(news -> own.reported(news, true));

        now += 5_000;
        assertThat(own.due()).as("nothing new").isEmpty();
    }

    @Test
    void openFeedThatIsReportedEndedIsAnnouncedAgain() {
        open("1");
        own.reported(own.due("1").orElseThrow(), true);

        own.contradicted("1");
        own.contradicted("unknown");

        assertThat(own.due()).singleElement().matches(again -> !again.session().over());
    }

    @Test
    void ownEndReadBackIsNotAnnouncedAgain() {
        open("1");
        own.reported(own.due("1").orElseThrow(), true);
        own.closed("1", 17);
        Report end = own.due("1").orElseThrow();

        own.contradicted("1");
        own.reported(end, true);
        own.contradicted("1");

        assertThat(own.due()).isEmpty();
        assertThat(own.isOpen("1")).isFalse();
    }

    @Test
    void concurrentAnnouncementsAreLimited() {
        for (int i = 0; i < 5; i++) {
            open("" + i);
        }

        var first = own.due();
        assertThat(first).hasSize(3);
        assertThat(own.due("4")).isEmpty();

        first.forEach(report -> own.reported(report, true));
        assertThat(own.due()).hasSize(2);
    }

    @Test
    void pendingEndsBeyondTheLimitAreDroppedAndCounted() {
        for (int i = 0; i < 3; i++) {
            open("" + i);
        }
        own.due().forEach(report -> own.reported(report, true));

        own.closeAll(17);

        assertThat(own.forgotten()).isEqualTo(1);
        assertThat(own.due()).hasSize(2).allSatisfy(end -> own.reported(end, true));
        assertThat(own.size()).isZero();
    }

    @Test
    void droppingAPendingAnnouncementMakesRoom() {
        for (int i = 0; i < 3; i++) {
            open("" + i);
        }
        var beginnings = own.due();

        own.closeAll(17);
        beginnings.forEach(report -> own.reported(report, true));

        assertThat(own.due()).hasSize(2);
        open("3");
        assertThat(own.due("3")).isPresent();
    }

    private void open(String feed) {
        current.put(feed, Sessions.open(HERE, "device" + feed, "A"));
        own.opened(feed, () -> current.get(feed));
    }

    private void give(String feed, long position) {
        current.computeIfPresent(feed, (id, session) -> given(session, position, "e" + position));
    }
}
